'use client';

import type { AnsweringPort } from '../../runtime/client/types';
import { portAddress } from './port-menu';

/** What the browser shows before it was anywhere. */
export function StartPage({ ports, open }: { ports: readonly AnsweringPort[]; open: (url: string) => void }) {
  return (
    <div className="browser-page">
      <h3>A browser on the machine</h3>
      <p>
        It shows what the machine and its containers serve, at the machine’s own addresses: type a port or an address above, such as <code>8080</code> or{' '}
        <code>localhost:8080/path</code>.
      </p>
      {ports.length === 0 ? (
        <p>
          Nothing answers at a port yet. <code>docker run -d -p 8080:80 nginx</code> starts a web server that does.
        </p>
      ) : (
        <>
          <p id="answering-ports">Something answers at:</p>
          <ul aria-labelledby="answering-ports">
            {ports.map((port) => (
              <li key={portAddress(port)}>
                <button type="button" className="button small quiet" onClick={() => open(`http://${portAddress(port)}/`)}>
                  {portAddress(port)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
