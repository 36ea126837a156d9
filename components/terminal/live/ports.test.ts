import { expect, it } from 'vitest';
import { firstState } from '../state';
import { withPorts } from './ports';

const at = (port: number) => ({ host: 'localhost', port });

it('offers the newest port until it is gone, and nothing while the browser is open', () => {
  const one = { ...firstState, ...withPorts(firstState, [at(8080)]) };
  expect(one).toMatchObject({ ports: [at(8080)], offer: at(8080) });
  const two = { ...one, ...withPorts(one, [at(3000), at(8080)]) };
  expect(two.offer).toEqual(at(3000));
  expect(withPorts({ ...two, offer: undefined }, [at(3000)]).offer).toBeUndefined();
  expect(withPorts(two, [at(8080)]).offer).toBeUndefined();
  expect(withPorts({ ...firstState, browser: { turn: 1, address: undefined } }, [at(8080)]).offer).toBeUndefined();
});
