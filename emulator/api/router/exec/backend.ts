import type { ExecCreateRequest, ExecInspect } from '../../types/exec';
import type { Attachment } from '../hijack';

/** What the exec routes need of the engine. */
export interface ExecBackend {
  /** Returns the exec's ID. */
  createExec(container: string, request: ExecCreateRequest): string;
  inspectExec(id: string): ExecInspect;
  /** Runs it without anyone attached; resolves when it runs. */
  startExecDetached(id: string): Promise<void>;
  /** Runs it when the client is attached. */
  startExecAttached(id: string, options: { consoleSize?: [number, number] | null }): Promise<Attachment>;
  resizeExec(id: string, size: { rows: number; columns: number }): void;
}
