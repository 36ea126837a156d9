import type { AnsweringPort } from '../../../runtime/client/types';
import type { TerminalState } from '../state';

const same = (one: AnsweringPort) => (other: AnsweringPort) => one.host === other.host && one.port === other.port;

/** What changes on the page when other ports answer: the newest is offered to be opened, unless the browser is open, until it is gone. */
export function withPorts(state: TerminalState, ports: readonly AnsweringPort[]): Partial<TerminalState> {
  const fresh = ports.filter((port) => !state.ports.some(same(port)));
  const offer = fresh.at(-1) ?? state.offer;
  return { ports, offer: state.browser || !offer || !ports.some(same(offer)) ? undefined : offer };
}
