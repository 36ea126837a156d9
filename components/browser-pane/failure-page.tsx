'use client';

import type { ReactNode } from 'react';
import { showAddress } from './address';
import type { LoadFailure } from './load/loader';
import type { View } from './view';
import type { Visit } from './visit';

/** A page of the browser's own: what it says, what helps, and the code that browsers print under it. */
interface Message {
  title: string;
  text: ReactNode;
  advice?: ReactNode;
  code?: string;
}

const unreached = 'This page can’t be reached';
const broken = 'This page isn’t working';

function explain(failure: LoadFailure, { hostname, host, port }: URL): Message {
  const name = <strong>{hostname}</strong>;
  switch (failure) {
    case 'refused':
      return {
        title: unreached,
        text: <>{name} refused to connect.</>,
        advice: (
          <>
            Nothing listens at port {port || '80'}. Is the container running, and is its port published? <code>docker ps</code> shows both.
          </>
        ),
        code: 'ERR_CONNECTION_REFUSED',
      };
    case 'unknown-host':
      return {
        title: unreached,
        text: <>The address of {name} could not be found.</>,
        advice: 'Names of containers are known to containers in the same network only. From the machine itself, use a published port of localhost.',
        code: 'ERR_NAME_NOT_RESOLVED',
      };
    case 'unreachable':
      return { title: unreached, text: <>There is no way to {name}.</>, advice: 'No container or network of the machine has that address now.', code: 'ERR_ADDRESS_UNREACHABLE' };
    case 'timed-out':
      return { title: unreached, text: <>{name} took too long to respond.</>, code: 'ERR_CONNECTION_TIMED_OUT' };
    case 'reset':
      return {
        title: unreached,
        text: 'The connection was reset.',
        advice: 'The port is published, but nothing answers behind it. The server may still be starting, or listen at another port of its container, or only at 127.0.0.1 in there.',
        code: 'ERR_CONNECTION_RESET',
      };
    case 'empty-reply':
      return { title: broken, text: <>{name} didn’t send any data.</>, code: 'ERR_EMPTY_RESPONSE' };
    case 'not-http':
      return { title: broken, text: <>{name} sent an invalid response.</>, advice: 'What listens there speaks something other than HTTP.', code: 'ERR_INVALID_HTTP_RESPONSE' };
    case 'too-large':
      return { title: broken, text: <>{name} sent more than 32 MB, which is more than this browser takes.</>, advice: <>In the terminal, <code>curl -O</code> has no such limit.</> };
    case 'no-tls':
      return { title: 'This page can’t provide a secure connection', text: <>{host} was asked by https, and nothing on this machine speaks TLS.</>, code: 'ERR_SSL_PROTOCOL_ERROR' };
    case 'bad-address':
      return { title: unreached, text: 'The address is malformed.', code: 'ERR_INVALID_URL' };
    case 'too-many-redirects':
      return { title: broken, text: <>{name} redirected you too many times.</>, code: 'ERR_TOO_MANY_REDIRECTS' };
    case 'machine-off':
      return { title: unreached, text: 'The machine is not running, or was reset meanwhile.' };
    case 'unreadable':
      return { title: broken, text: 'The page could not be made ready to be shown.' };
  }
}

/** What a browser shows when there is no page to show. */
export function FailurePage({ view, url, visit }: { view: Exclude<View, { kind: 'page' | 'download' }>; url: string; visit: Visit }) {
  const { title, text, advice, code } = messageOf(view, new URL(url));
  return (
    <div className="browser-page">
      <h3>{title}</h3>
      <p>{text}</p>
      {advice && <p>{advice}</p>}
      {code && <p className="browser-code">{code}</p>}
      <Actions view={view} url={url} visit={visit} />
    </div>
  );
}

function messageOf(view: Exclude<View, { kind: 'page' | 'download' }>, url: URL): Message {
  switch (view.kind) {
    case 'failed':
      return explain(view.failure, url);
    case 'bare-error':
      return { title: broken, text: <><strong>{url.hostname}</strong> answered with nothing but an error.</>, code: `HTTP ERROR ${view.status} ${view.reason}`.trim() };
    case 'no-address':
      return { title: 'That is not an address', text: <><code>{view.typed}</code> names no page.</>, advice: <>An address is a port, such as <code>8080</code>, or a host with a port and a path, such as <code>localhost:8080/path</code>. There is no search engine on this machine.</> };
    case 'resend':
      return { title: 'Send the form again?', text: 'This page came as the answer to a form. To load it again, what was in the form has to be sent once more, and the server may do again what it did.' };
    case 'left':
      return { title: 'The page tried to leave', text: 'A script led this page to an address in a way that the browser of this machine cannot follow. It went nowhere.', advice: <>You are still at {showAddress(url.href)}.</> };
  }
}

function Actions({ view, url, visit }: { view: Exclude<View, { kind: 'page' | 'download' }>; url: string; visit: Visit }) {
  if (view.kind === 'no-address') return null;
  if (view.kind === 'failed' && view.failure === 'no-tls') {
    const plain = url.replace(/^https:/, 'http:');
    return (
      <button type="button" className="button small" onClick={() => visit.open(plain)}>
        Open {plain}
      </button>
    );
  }
  const label = { failed: 'Try again', 'bare-error': 'Try again', resend: 'Send again', left: 'Load the page again' }[view.kind];
  return (
    <button type="button" className="button small" onClick={() => (view.kind === 'left' ? visit.open(url) : visit.reload({ resend: view.kind === 'resend' }))}>
      {label}
    </button>
  );
}
