import type { PhrasingContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { distinctName, slugOf } from './slug';

/** `code` in backticks, the rest text. */
const heading = (text: string): PhrasingContent[] =>
  text
    .split(/(`[^`]*`)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('`') ? { type: 'inlineCode', value: part.slice(1, -1) } : { type: 'text', value: part }));

describe('a slug', () => {
  it.each([
    ['What is Docker?', 'docker'],
    ['What is Docker Compose (`docker-compose`)?', 'docker-compose'],
    ['What is the difference between using `docker run` and `docker-machine start`?', 'docker-run-and-docker-machine-start'],
    ['What is storage driver for? For example, `overlay2`, `aufs`', 'storage-driver'],
    ['What is the difference between a container and an image?', 'container-and-image'],
    ['What is the difference between `overlay2` and `aufs` storage engines?', 'overlay2-and-aufs-storage-engines'],
    ['What does `sudo docker run hello-world` command do?', 'docker-run-hello-world'],
    ['What does `sudo dockerd` command do?', 'dockerd'],
    ['What does `dockerd --help` command do?', 'dockerd-help'],
    ['What does `docker images` command do?', 'docker-images'],
    ['What does `docker rmi <hash>` command do?', 'docker-rmi'],
    ['Why does Node.js 20.9 need it?', 'node-js-20-9-need'],
    ['Don’t stop! What now?', 'dont-stop'],
    ['What is it for?', 'what-is-it-for'],
    ['¿Qué es un volumen?', 'que-es-un-volumen'],
    ['Что такое Docker?', 'что-такое-docker'],
    ['(everything) in brackets', 'brackets'],
    ['(in brackets)', 'in-brackets'],
    ['+++', 'question'],
  ])('of “%s” is %s', (text, slug) => {
    expect(slugOf(heading(text))).toBe(slug);
  });

  it('is at most 60 characters long and never cuts a word', () => {
    const slug = slugOf(heading('incomprehensibilities counterrevolutionaries and deinstitutionalization electroencephalographs'));
    expect(slug).toBe('incomprehensibilities-counterrevolutionaries');
    expect(slugOf(heading('x'.repeat(200)))).toHaveLength(60);
  });

  it('gets a number when it is taken', () => {
    expect(distinctName('images', new Set())).toBe('images');
    expect(distinctName('images', new Set(['images', 'images-2']))).toBe('images-3');
  });
});
