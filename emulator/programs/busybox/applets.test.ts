import { expect, it } from 'vitest';
import { appletNames as links } from '../../registry/images/applets';
import { appletNames } from './applets';

it('small images have a link for every applet, and none that leads nowhere', () => {
  expect(['[', ...links].sort()).toEqual([...appletNames].sort());
});
