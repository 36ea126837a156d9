import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, type Machine } from '../../index';

let machine: Machine;

/** Runs a script as root and returns what it printed. */
async function run(script: string): Promise<string> {
  const { code, stdout, stderr } = await machine.run(script, { user: 'root' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const waitFor = (port: number) => `until curl -s -o /dev/null localhost:${port}/; do sleep 0.02; done`;
const config = '/usr/local/apache2/conf/httpd.conf';

beforeAll(async () => {
  machine = await createMachine({ seed: 'httpd', instant: true });
  await run('until docker info >/dev/null 2>&1; do sleep 0.02; done; docker pull -q httpd; docker pull -q httpd:alpine');
});

describe('httpd', () => {
  beforeAll(async () => void (await run(`docker run -d -p 8080:80 --name web httpd; ${waitFor(8080)}`)));

  it('serves its page, and says so to clients', async () => {
    expect(await run('curl -s localhost:8080')).toBe('<html><body><h1>It works!</h1></body></html>\n');
    expect(await run('curl -sI localhost:8080/')).toMatch(/^HTTP\/1\.1 200 OK\r\nDate: .*\r\nServer: Apache\/2\.4\.65 \(Unix\)\r\nLast-Modified: .*\r\nETag: "2d-[0-9a-f]+"\r\nAccept-Ranges: bytes\r\nContent-Type: text\/html\r\nContent-Length: 45\r\n/);
    expect(await run("curl -s -o /dev/null -w '%{http_code}' -H \"If-Modified-Since: $(date -uR | sed s/+0000/GMT/)\" localhost:8080/")).toBe('304');
  });

  it('has its own pages for what is not there, and for what nobody may have', async () => {
    expect(await run('curl -s localhost:8080/none')).toContain('<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>');
    expect(await run("curl -s -o /dev/null -w '%{http_code}' localhost:8080/.htaccess")).toBe('403');
  });

  it('logs accesses to standard output and the rest to standard error', async () => {
    const [out, log] = [await run('docker logs web 2>/dev/null'), await run('docker logs web 2>&1 >/dev/null')];
    expect(out).toMatch(/^172\.17\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/none HTTP\/1\.1" 404 196$/m);
    expect(log).toMatch(/^AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using 172\.17\.0\.2\. Set the 'ServerName' directive globally to suppress this message$/m);
    expect(log).toMatch(/\[mpm_event:notice\] \[pid 1:tid 1\] AH00489: Apache\/2\.4\.65 \(Unix\) configured -- resuming normal operations$/m);
    expect(log).toMatch(/\[authz_core:error\] .* AH01630: client denied by server configuration: \/usr\/local\/apache2\/htdocs\/\.htaccess$/m);
  });

  it('runs its children as www-data, lists directories and redirects to them', async () => {
    expect(await run("docker top web -eo pid,user | awk 'NR > 1 { print $2 }' | sort | uniq -c | tr -s ' '")).toBe(' 1 root\n 3 www-data\n');
    await run('docker exec web sh -c "mkdir htdocs/files; touch htdocs/files/a.txt"');
    expect(await run("curl -sI localhost:8080/files | grep ^Location")).toBe('Location: http://localhost:8080/files/\r\n');
    expect(await run('curl -s localhost:8080/files/')).toContain('<li><a href="a.txt"> a.txt</a></li>');
  });

  it('checks its configuration, and reads it anew when it is told to', async () => {
    const check = (change: string) => run(`docker exec web sh -c 'cp ${config} /tmp/it.conf; ${change}; httpd -t -f /tmp/it.conf 2>&1; true'`);
    expect(await check('true')).toMatch(/AH00558.*\nSyntax OK\n$/);
    expect(await check('echo Bogus on >> /tmp/it.conf')).toMatch(/^AH00526: Syntax error on line \d+ of \/tmp\/it\.conf:\nInvalid command 'Bogus', perhaps misspelled or defined by a module not included in the server configuration\n$/);
    expect(await check('echo "<Directory /x>" > /tmp/it.conf')).toBe('httpd: Syntax error on line 1 of /tmp/it.conf: /tmp/it.conf:1: <Directory> was not closed.\n');
    expect(await check('echo "DocumentRoot /nowhere" > /tmp/it.conf')).toBe("AH00526: Syntax error on line 1 of /tmp/it.conf:\nDocumentRoot '/nowhere' is not a directory, or is not readable\n");
    await run(`docker exec web sh -c 'mkdir -p /srv/other; echo other > /srv/other/page.html; printf "ServerName web\\nListen 81\\nErrorDocument 404 \\"gone fishing\\"\\nAlias /other /srv/other\\n<Directory /srv/other>\\nRequire all granted\\n</Directory>\\n" >> ${config}; apachectl graceful'; ${waitFor(8080)}`);
    expect(await run('until [ "$(curl -s localhost:8080/none)" = "gone fishing" ]; do sleep 0.02; done; curl -s localhost:8080/other/page.html')).toBe('other\n');
    expect(await run("curl -s $(docker inspect -f '{{.NetworkSettings.IPAddress}}' web):81")).toContain('It works!');
  });

  it('has virtual hosts with logs of their own', async () => {
    await run(`docker exec web sh -c 'echo second > /srv/other/index.html; printf "<VirtualHost *:80>\\nServerName one\\n</VirtualHost>\\n<VirtualHost *:80>\\nServerName two.example\\nDocumentRoot /srv/other\\nCustomLog logs/two common\\n</VirtualHost>\\n" >> ${config}; apachectl graceful'`);
    expect(await run('until [ "$(curl -s -H "Host: two.example" localhost:8080/)" = second ]; do sleep 0.02; done; curl -s -H "Host: nobody" localhost:8080/')).toContain('It works!');
    expect(await run('docker exec web cat logs/two')).toMatch(/^172\.17\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 7\n/);
  });

  it('stops gracefully by the signal that its image names', async () => {
    expect(await run("docker stop web; docker inspect web -f '{{.State.ExitCode}} {{.Config.StopSignal}}'")).toBe('web\n0 SIGWINCH\n');
    expect(await run('docker logs web 2>&1 | tail -1')).toMatch(/AH00492: caught SIGWINCH, shutting down gracefully\n$/);
  });
});

describe('httpd:alpine', () => {
  it('serves a directory of the host, and passes on to another container', async () => {
    await run(`mkdir -p /srv/site; echo from the host > /srv/site/index.html; docker run -d -p 8081:80 -v /srv/site:/usr/local/apache2/htdocs --name small httpd:alpine; ${waitFor(8081)}`);
    expect(await run('curl -s localhost:8081')).toBe('from the host\n');
    await run(`docker network create inner; docker network connect inner small
docker run --rm httpd cat ${config} | sed 's/^#\\(LoadModule proxy\\)/\\1/' > /srv/front.conf; printf 'ProxyPass /app http://small/\\nProxyPass /nobody http://small:99/\\n' >> /srv/front.conf
docker run -d -p 8082:80 --network inner -v /srv/front.conf:${config}:ro --name front httpd; ${waitFor(8082)}`);
    expect(await run('curl -s localhost:8082/app')).toBe('from the host\n');
    expect(await run("curl -s -o /dev/null -w '%{http_code}' localhost:8082/nobody")).toBe('503');
  });
});
