import type { HttpHandler, HttpResponse } from '../../net/http/types';
import { alpineArchive } from './alpine-archive';
import { debianArchive } from './debian-archive';
import { packageStanza } from './stanza';

const text = (body: string): HttpResponse => ({ status: 200, headers: { 'Content-Type': 'text/plain', Server: 'nginx' }, body });
const missing: HttpResponse = { status: 404, reason: 'Not Found', headers: { 'Content-Type': 'text/html' }, body: '<html><head><title>404 Not Found</title></head></html>\n' };

/** The archives of Ubuntu, Debian and Alpine as their mirrors lay them out: releases, indexes, and for a package's file its description. */
export const serveArchive: HttpHandler = async ({ path }) => await Promise.resolve(answer(path));

function answer(path: string): HttpResponse {
  const release = /^\/(ubuntu|debian|debian-security)\/dists\/([\w-]+)\/(InRelease|(\w+)\/binary-amd64\/Packages)$/.exec(path);
  if (release) {
    const [, archive = '', suite = '', file = '', component] = release;
    const first = !suite.includes('-');
    if (file === 'InRelease') return text(`Origin: ${archive === 'ubuntu' ? 'Ubuntu' : 'Debian'}\nSuite: ${suite}\nCodename: ${suite.split('-')[0]}\nArchitectures: amd64\nComponents: ${first ? 'main' : ''}\nDescription: ${archive} ${suite}\n`);
    return first && component === 'main' ? text(debianArchive(archive === 'ubuntu' ? 'ubuntu' : 'debian').map((one) => `${packageStanza(one)}\n`).join('')) : missing;
  }
  const pool = /^\/(ubuntu|debian)\/pool\/main\/\w\/([^/]+)\/[^/]+\.deb$/.exec(path);
  if (pool) {
    const one = debianArchive(pool[1] === 'ubuntu' ? 'ubuntu' : 'debian').find(({ name }) => name === pool[2]);
    return one ? text(packageStanza(one)) : missing;
  }
  const index = /^\/alpine\/(?:v[\d.]+|edge|latest-stable)\/(main|community)\/x86_64\/APKINDEX\.tar\.gz$/.exec(path);
  if (index) return text(alpineArchive(index[1] === 'main' ? 'main' : 'community').map((one) => `${packageStanza(one)}\n`).join(''));
  return missing;
}
