// npm start: installs what is missing, builds the site, serves it on loopback and prints the address.
import { createServer } from 'node:net';
import { requireNode, installPackages, root } from './steps.mjs';
import { build } from './build.mjs';
import { serve } from './serve.mjs';

requireNode();
const port = Number(process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`PORT is ${process.env.PORT}: it takes a whole number from 0 to 65535.`);
  process.exit(1);
}

function refuse(error) {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use. Stop what listens there, or choose another: PORT=${port + 1} npm start`
      : `Port ${port} cannot be used: ${error.message}`,
  );
  process.exit(1);
}

// Told before the build, not after it.
await new Promise((resolve) => {
  const probe = createServer().once('error', refuse);
  probe.listen(port, 'localhost', () => probe.close(resolve));
});
installPackages();
if (!build()) process.exit(1);
const server = await serve(`${root}/out`, port).catch(refuse);
console.log(`\nDrydock is at http://localhost:${server.address().port} (Ctrl-C stops it)`);
