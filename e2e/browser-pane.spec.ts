import { createServer, type AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { BrowserOnPage } from './support/browser';
import { lessonPath } from './support/course';
import { TerminalOnPage, writeFile } from './support/terminal';

/** What nginx does at port 8080. */
const server = `server {
  listen 80;
  root /usr/share/nginx/html;
  location = /moved { return 302 /history/two.html; }
  location = /echo { default_type text/plain; return 200 "$request_method $args $http_x_crate $http_cookie"; }
  location = /cookie.txt { add_header Set-Cookie "theirs=2; Path=/"; }
}`;

// One machine for all of these tests: each has a folder of its own on its web server, and only the last resets the machine.
test.describe.configure({ mode: 'serial' });

let page: Page;
let terminal: TerminalOnPage;
let browser: BrowserOnPage;
let shown: FrameLocator;

/** Writes files into a folder of the web server, and opens it. */
async function open(folder: string, files: Record<string, string>): Promise<void> {
  await terminal.quick([`mkdir -p site/${folder}`, ...Object.entries(files).map(([path, text]) => writeFile(`site/${folder}/${path}`, text))].join('; '));
  await browser.visit(`8080/${folder}/`);
}

test.beforeAll(async ({ browser: chromium }) => {
  test.setTimeout(90_000);
  page = await (await chromium.newContext()).newPage();
  await page.goto(lessonPath('docker-images'));
  terminal = new TerminalOnPage(page);
  browser = new BrowserOnPage(page);
  shown = browser.frame;
  await terminal.start();
  await expect(page.getByRole('button', { name: 'Browser', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await terminal.quick(`mkdir -p site conf; ${writeFile('site/index.html', '<title>Quay</title><h1>Quay</h1>')}; ${writeFile('conf/default.conf', server)}`);
  await terminal.quick('docker run -d --name web -p 8080:80 -v $PWD/site:/usr/share/nginx/html -v $PWD/conf:/etc/nginx/conf.d nginx');
});

test.afterAll(() => page.context().close());
test('what a container serves is offered when it is there, and opens beside the terminal; nothing of the browser is loaded before', async () => {
  await expect(page.getByRole('button', { name: 'Open localhost:8080' })).toBeVisible();
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
  await browser.openOffer('localhost:8080');
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
  expect(loaded.some((path) => path.startsWith('/_next/') && path.endsWith('.js'))).toBe(true);
  expect(loaded.some((path) => path.startsWith('/machine/browse-'))).toBe(true);
  await expect(browser.address).toHaveValue('localhost:8080');
  await expect(browser.address).toBeFocused();
  await expect(page.locator('[data-announcer]')).toContainText('Loaded: Quay');
  await terminal.run('docker logs web 2>/dev/null | grep -c "GET / "');
  await terminal.shows(/^1$/m);
  await page.getByRole('button', { name: 'Close the browser' }).click();
  await expect(page.getByRole('button', { name: 'Browser', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
});

test('addresses: a port, a path, a container’s own; and what a browser says when there is nothing', async () => {
  await open('', { 'manifest.json': '{"crates": 7}' });
  await browser.visit('8080/manifest.json');
  await expect(shown.locator('pre')).toHaveText('{"crates": 7}');
  await terminal.run("docker inspect -f '{{.NetworkSettings.IPAddress}}' $(docker ps -q)");
  await browser.visit('http://172.17.0.2');
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
  await browser.visit('8080/nowhere');
  await expect(shown.getByRole('heading', { name: '404 Not Found' })).toBeVisible();
  await browser.visit('9999');
  await expect(browser.pane).toContainText('localhost refused to connect.');
  await expect(browser.pane).toContainText('ERR_CONNECTION_REFUSED');
  await browser.visit('no-such-host.example');
  await expect(browser.pane).toContainText('ERR_NAME_NOT_RESOLVED');
  await browser.visit('https://localhost:8080');
  await browser.pane.getByRole('button', { name: 'Open http://localhost:8080/' }).click();
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
  await browser.visit('how do I sail');
  await expect(browser.pane).toContainText('That is not an address');
  await terminal.run('docker kill $(docker ps -q)');
  await browser.visit('localhost:8080');
  await expect(browser.pane).toContainText('refused to connect');
  await terminal.run('docker start $(docker ps -aq)');
  await browser.pane.getByRole('button', { name: 'Try again' }).click();
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>';

test('style sheets, images, fonts and scripts come along, also those that scripts ask for', async () => {
  await open('files', {
    'index.html': `<!doctype html><title>Harbour</title><link rel="stylesheet" href="site.css"><body onload="document.body.dataset.loaded = location.pathname">
      <img id="still" src="ship.svg" alt="ship"><div id="dock"></div><p id="order"></p>
      <script src="classic.js"></script><script type="module" src="main.js"></script>`,
    'site.css': '@import "base.css" screen; #dock { width: 9px; height: 9px; background: url(ship.svg) }',
    'base.css': 'p { color: rgb(0, 128, 0) }',
    'ship.svg': svg,
    'classic.js': `order.textContent = 'classic';
      const image = new Image(); image.id = 'late'; image.alt = 'late'; image.onload = () => document.body.append(image); image.onerror = () => (order.textContent += ' broken'); image.src = '/files/ship.svg';
      const script = document.createElement('script'); script.src = 'late.js'; document.head.append(script);
      const holder = document.createElement('div'); holder.innerHTML = '<img id=inner src="ship.svg" alt=inner>'; document.body.append(holder);`,
    'late.js': "document.body.dataset.late = new URL('x', location).href;",
    'main.js': "import { name } from './part.js'; order.textContent += ' ' + name; import('./lazy.js').then((lazy) => { order.textContent += ' ' + lazy.name; });",
    'part.js': "export const name = 'module';",
    'lazy.js': "export const name = 'lazy';",
  });
  await expect(shown.locator('#order')).toHaveText('classic module lazy');
  await expect(shown.locator('#order')).toHaveCSS('color', 'rgb(0, 128, 0)');
  await expect(shown.locator('#dock')).toHaveCSS('background-image', /^url\("data:image\/svg\+xml/);
  for (const id of ['still', 'late', 'inner']) await expect.poll(() => shown.locator(`#${id}`).evaluate((image: HTMLImageElement) => image.naturalWidth), { message: id }).toBe(40);
  await expect(shown.locator('body')).toHaveAttribute('data-late', 'http://localhost:8080/files/x');
  await expect(shown.locator('body')).toHaveAttribute('data-loaded', '/files/');
});

test('links, places in the page, history and scripts that move on: back and forward lead through them', async () => {
  await open('history', {
      'index.html': '<title>One</title><h1>One</h1><a href="two.html">two</a> <a href="/moved">away</a> <a href="#end">end</a><p style="margin-top:200vh" id="end">The end</p>',
      'two.html': `<title>Two</title><h1>Two</h1><button onclick="location.href = 'three.html?from=' + location.pathname">three</button>
        <button onclick="history.pushState({ n: 1 }, '', 'state'); note.textContent = location.pathname">push</button><p id="note"></p>
        <script>addEventListener('popstate', (event) => { note.textContent = 'popped ' + JSON.stringify(event.state) + location.pathname })</script>`,
      'three.html': '<title>Three</title><h1>Three</h1><a href="four.html">on</a>',
      'four.html': '<title>Four</title><meta http-equiv="refresh" content="0; url=index.html">',
  });
  const heading = (name: string) => expect(shown.getByRole('heading', { name })).toBeVisible();
  await shown.getByRole('link', { name: 'end' }).click();
  await expect(browser.address).toHaveValue('localhost:8080/history/#end');
  await expect(shown.locator('#end')).toBeInViewport();
  await shown.getByRole('link', { name: 'away' }).click();
  await heading('Two');
  await expect(browser.address).toHaveValue('localhost:8080/history/two.html');
  await shown.getByRole('button', { name: 'push' }).click();
  await expect(browser.address).toHaveValue('localhost:8080/history/state');
  await expect(shown.locator('#note')).toHaveText('/history/state');
  await browser.button('Back').click();
  await expect(browser.address).toHaveValue('localhost:8080/history/two.html');
  await expect(shown.locator('#note')).toHaveText('popped null/history/two.html');
  await shown.getByRole('button', { name: 'three' }).click();
  await heading('Three');
  await expect(browser.address).toHaveValue('localhost:8080/history/three.html?from=/history/two.html');
  await shown.getByRole('link', { name: 'on' }).click();
  await heading('One');
  await browser.button('Back').click();
  await heading('Three');
  await browser.button('Forward').click();
  await heading('One');
  await expect(browser.button('Forward')).toHaveAttribute('aria-disabled', 'true');
});

test('forms, fetch, XMLHttpRequest, cookies and storage speak with the server', async () => {
  await terminal.quick(writeFile('site/cookie.txt', 'taken'));
  await open('forms', {
    'index.html': `<form action="/echo?old=1"><input name="q" value="a b"><button name="by" value="me">search</button></form>
      <form action="http://localhost:7000/upload" method="post" enctype="multipart/form-data"><input name="crate" value="7"><input type="file" name="file"><button>upload</button></form>
      <p id="seen"></p>
      <script>
        const seen = (text) => { document.getElementById('seen').textContent += text + '; '; };
        fetch('/echo', { method: 'PUT', headers: { 'X-Crate': '7' }, body: 'x' }).then((r) => r.text().then((t) => seen('fetch ' + r.status + ' ' + t)));
        const xhr = new XMLHttpRequest(); xhr.open('GET', '../cookie.txt'); xhr.onload = () => seen('xhr ' + xhr.status + ' ' + xhr.responseText); xhr.send();
        fetch('http://172.17.0.2/').catch((error) => seen('blocked ' + error.name));
        seen('cookie ' + document.cookie); document.cookie = 'mine=1; path=/';
        seen('visits ' + (localStorage.visits = Number(localStorage.visits || 0) + 1));
      </script>`,
  });
  const seen = shown.locator('#seen');
  for (const text of ['fetch 200 PUT  7 mine=1', 'xhr 200 taken', 'blocked TypeError', 'cookie ;', 'visits 1']) await expect(seen).toContainText(text);
  await browser.button('Reload').click();
  for (const text of ['cookie mine=1; theirs=2', 'visits 2']) await expect(seen).toContainText(text);
  await shown.getByRole('button', { name: 'search' }).click();
  await expect(shown.locator('pre')).toHaveText('GET q=a+b&by=me  mine=1; theirs=2');
  await browser.button('Back').click();

  await terminal.quick("printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n<h1>Taken</h1>' | nc -l -p 7000 > got & true");
  await shown.locator('input[type=file]').setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('rope\n') });
  await shown.getByRole('button', { name: 'upload' }).click();
  await expect(shown.getByRole('heading', { name: 'Taken' })).toBeVisible();
  await terminal.run('clear; grep -aE "^(POST|Content|rope|7)" got');
  await terminal.shows(/POST \/upload HTTP\/1\.1[^]*Content-Type: multipart\/form-data; boundary=[^]*name="crate"[^]*^7[^]*filename="list\.txt"[^]*^rope/m);
  await browser.button('Reload').click();
  await expect(browser.pane).toContainText('Send the form again?');
});

test('files are offered, images shown', async () => {
  await open('cargo', { 'index.html': '<a href="cargo.bin">cargo</a><a href="ship.svg">ship</a>', 'cargo.bin': 'rope\n', 'ship.svg': svg });
  await shown.getByRole('link', { name: 'cargo' }).click();
  await expect(browser.pane).toContainText('5 bytes, application/octet-stream');
  const saving = page.waitForEvent('download');
  await browser.pane.getByRole('button', { name: 'Save the file' }).click();
  expect((await saving).suggestedFilename()).toBe('cargo.bin');
  await browser.button('Back').click();
  await shown.getByRole('link', { name: 'ship' }).click();
  await expect(shown.getByRole('img', { name: 'ship.svg' })).toBeVisible();
});

test('the walls: a page has no origin, and nothing of it reaches the network', async () => {
  const reached: string[] = [];
  // Chromium connects ahead of a navigation that it then refuses: what counts is whether anything is said.
  const network = createServer((socket) => socket.on('data', (bytes) => reached.push(bytes.toString())));
  await new Promise<void>((done) => network.listen(0, '127.0.0.1', done));
  const outside = `//127.0.0.1:${(network.address() as AddressInfo).port}`;
  await open('walls', {
    'index.html': `<title>Cage</title><img src="${outside}/a.png" alt=""><link rel="stylesheet" href="${outside}/a.css"><link rel="prefetch" href="${outside}/a.js"><p id="report"></p>
      <script>
        const report = [];
        try { report.push('top ' + typeof top.document.cookie) } catch (error) { report.push('top ' + error.name) }
        const image = document.createElement('img'); image.setAttribute('srcset', '${outside}/b.png 1x'); document.body.append(image);
        const frame = document.createElement('iframe'); frame.src = '${outside}/frame'; document.body.append(frame);
        try { new WebSocket('ws:${outside}/socket') } catch {}
        const worker = new Worker(URL.createObjectURL(new Blob(["fetch('http:${outside}/worker').catch(() => postMessage('worker stopped'))"])));
        worker.onmessage = (event) => { report.push(event.data); document.getElementById('report').textContent = report.join('; ') + '; origin ' + origin };
      </script><button onclick="window['loc' + 'ation'].href = '${outside}/location'">go</button><form action="${outside}/form" method="post"><button>send</button></form>`,
  });
  await expect(shown.locator('#report')).toHaveText('top SecurityError; worker stopped; origin null');
  await shown.getByRole('button', { name: 'send' }).click();
  await expect(browser.pane).toContainText('refused to connect');
  await browser.button('Back').click();
  await shown.getByRole('button', { name: 'go' }).click();
  await expect(browser.pane).toContainText('The page tried to leave');
  await browser.pane.getByRole('button', { name: 'Load the page again' }).click();
  await expect(shown.locator('#report')).toContainText('origin null');
  expect(reached).toEqual([]);
  network.close();
});

test('by keyboard alone: open, pick a port, type an address, go into the page and out', async () => {
  await open('keys', { 'index.html': '<h1>Quay</h1><a href="two.html">two</a>', 'two.html': '<h1>Two</h1>' });
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
  const said = page.locator('[data-announcer]');
  await expect(browser.address).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(browser.pane.locator('summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(browser.pane.getByRole('listitem').getByRole('button', { name: 'localhost:8080' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(browser.pane.locator('summary')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(browser.button('Close the browser')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(shown.getByRole('link', { name: 'two' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading', { name: 'Two' })).toBeVisible();
  await expect(browser.pane.locator('iframe')).toBeFocused();
  await browser.button('Back').focus();
  await page.keyboard.press('Enter');
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
  await expect(browser.button('Back')).toBeFocused();
  await browser.address.focus();
  await page.keyboard.type('9');
  await page.keyboard.press('Escape');
  await expect(browser.address).toHaveValue('localhost:8080/keys/');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(said).toContainText('localhost:9 could not be loaded.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the browser, in the ${colorScheme} theme`, async () => {
    await page.emulateMedia({ colorScheme });
    const violations = async () => (await new AxeBuilder({ page }).include('.terminal-panel').analyze()).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
    await open('axe', { 'index.html': '<!doctype html><html lang="en"><title>Quay</title><main><h1>Quay</h1></main></html>' });
    await expect(shown.getByRole('heading', { name: 'Quay' })).toBeVisible();
    await browser.pane.locator('summary').click();
    expect(await violations()).toEqual([]);
    await browser.visit('9999');
    await expect(browser.pane).toContainText('refused');
    expect(await violations()).toEqual([]);
  });
}

test('on a phone the browser stands in the terminal’s place, and gives it back', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await browser.visit('8080');
  await expect(shown.getByRole('heading', { name: 'Quay' })).toBeInViewport();
  await expect(page.locator('.terminal-screen')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'Browser', exact: true }).click();
  await expect(page.locator('.terminal-screen')).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Browser', exact: true }).click();
});

test('a link in the terminal opens in the browser; Reset ends the visit', async () => {
  await page.getByRole('button', { name: 'Close the browser' }).click();
  await terminal.run('clear; echo http://localhost:8080/nowhere');
  const { x, y } = await terminal.pointAt(/^http:/, 9);
  await page.mouse.move(x, y, { steps: 3 });
  await page.mouse.click(x, y);
  await expect(shown.getByRole('heading', { name: '404 Not Found' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(browser.pane).toBeHidden();
  await page.getByRole('button', { name: 'Browser', exact: true }).click();
  await expect(browser.pane).toContainText('Nothing answers at a port yet.');
  await expect(browser.button('Back')).toHaveAttribute('aria-disabled', 'true');
});
