/** Which of the container's streams a frame of a multiplexed stream belongs to (stdin is only ever written). */
export type StreamName = 'stdin' | 'stdout' | 'stderr';

/** The first byte of a frame's header: `[stream, 0, 0, 0, length as 4 bytes big-endian]`. 3 is an error of the daemon's (system error). */
export const streamNumbers: Readonly<Record<StreamName, number>> = { stdin: 0, stdout: 1, stderr: 2 };

/** Bytes of the header of a frame. */
export const frameHeaderSize = 8;

/** Content types of a stream without a terminal (frames) and with one (raw). */
export const multiplexedStreamType = 'application/vnd.docker.multiplexed-stream';
export const rawStreamType = 'application/vnd.docker.raw-stream';
