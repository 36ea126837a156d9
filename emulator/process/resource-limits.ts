import { SystemError } from '../kernel/errno';

/** What can be limited, in the words of setrlimit(2) without `RLIMIT_`. */
export type LimitName = 'as' | 'core' | 'cpu' | 'data' | 'fsize' | 'locks' | 'memlock' | 'msgqueue' | 'nice' | 'nofile' | 'nproc' | 'rss' | 'rtprio' | 'rttime' | 'sigpending' | 'stack';

/** What holds now and how far its owner may raise it. Infinity is `unlimited`. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

/** All limits of a process. Those on descriptors, processes and the size of files are enforced; the others are kept and shown. */
export type ResourceLimits = Readonly<Record<LimitName, ResourceLimit>>;

/** The most descriptors that anybody may be given (`fs.nr_open`). */
const mostDescriptors = 1_048_576;

const unlimited: ResourceLimit = { soft: Infinity, hard: Infinity };
const fixed = (value: number): ResourceLimit => ({ soft: value, hard: value });

/** What PID 1 begins with, and so everybody. */
export const initialLimits: ResourceLimits = {
  as: unlimited,
  core: { soft: 0, hard: Infinity },
  cpu: unlimited,
  data: unlimited,
  fsize: unlimited,
  locks: unlimited,
  memlock: fixed(501_328 * 1024),
  msgqueue: fixed(819_200),
  nice: fixed(0),
  nofile: { soft: 1024, hard: mostDescriptors },
  nproc: fixed(2048),
  rss: unlimited,
  rtprio: fixed(0),
  rttime: unlimited,
  sigpending: fixed(2048),
  stack: { soft: 8192 * 1024, hard: Infinity },
};

/** The limits after a change. EINVAL when `soft` is above `hard`, EPERM when somebody without the right to it raises `hard`. */
export function changeLimit(limits: ResourceLimits, name: LimitName, { soft, hard }: ResourceLimit, mayRaise: boolean): ResourceLimits {
  if (soft > hard) throw new SystemError('EINVAL');
  if (hard > limits[name].hard && !mayRaise) throw new SystemError('EPERM');
  if (name === 'nofile' && hard > mostDescriptors) throw new SystemError('EPERM');
  return { ...limits, [name]: { soft, hard } };
}
