export { sendHttp, type HttpReply } from '../../net/http/client';
export { socketStream } from '../../net/http/socket-stream';
