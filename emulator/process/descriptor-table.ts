import { SystemError } from '../kernel/errno';
import type { OpenFile } from '../vfs/open-file';
import { initialLimits } from './resource-limits';

/** What the descriptors of a process point to. */
export class DescriptorTable {
  /** Descriptors from this number on are not given out (RLIMIT_NOFILE). */
  limit = initialLimits.nofile.soft;
  private readonly entries = new Map<number, { file: OpenFile; closeOnExec: boolean }>();

  /** The file behind a descriptor; EBADF. */
  get(descriptor: number): OpenFile {
    const entry = this.entries.get(descriptor);
    if (!entry) throw new SystemError('EBADF');
    return entry.file;
  }
  has(descriptor: number): boolean {
    return this.entries.has(descriptor);
  }
  /** Takes over one reference to `file`: into the lowest free descriptor from `from` on. EMFILE, or EINVAL when `from` is beyond all that may be. */
  add(file: OpenFile, from = 0, closeOnExec = false): number {
    if (from >= this.limit) {
      file.release();
      throw new SystemError('EINVAL');
    }
    let descriptor = from;
    while (this.entries.has(descriptor)) descriptor++;
    if (descriptor >= this.limit) {
      file.release();
      throw new SystemError('EMFILE');
    }
    this.entries.set(descriptor, { file, closeOnExec });
    return descriptor;
  }
  /** Takes over one reference to `file` into exactly `descriptor`, closing what was there. */
  put(descriptor: number, file: OpenFile, closeOnExec = false): void {
    if (descriptor < 0 || descriptor >= this.limit) {
      file.release();
      throw new SystemError('EBADF');
    }
    const before = this.entries.get(descriptor);
    this.entries.set(descriptor, { file, closeOnExec });
    before?.file.release();
  }
  remove(descriptor: number): void {
    const file = this.get(descriptor);
    this.entries.delete(descriptor);
    file.release();
  }
  setCloseOnExec(descriptor: number, closeOnExec: boolean): void {
    const entry = this.entries.get(descriptor);
    if (!entry) throw new SystemError('EBADF');
    entry.closeOnExec = closeOnExec;
  }
  numbers(): number[] {
    return [...this.entries.keys()].sort((a, b) => a - b);
  }
  /** A child's table: all descriptors, or those that stay open over execve. */
  copy(withoutCloseOnExec: boolean): DescriptorTable {
    const table = new DescriptorTable();
    for (const [descriptor, { file, closeOnExec }] of this.entries) {
      if (closeOnExec && withoutCloseOnExec) continue;
      file.retain();
      table.entries.set(descriptor, { file, closeOnExec });
    }
    return table;
  }
  /** A child's table out of `mapping`: child's number → own number. */
  pick(mapping: ReadonlyMap<number, number>): DescriptorTable {
    const table = new DescriptorTable();
    for (const own of mapping.values()) this.get(own);
    for (const [child, own] of mapping) {
      const file = this.get(own);
      file.retain();
      table.entries.set(child, { file, closeOnExec: false });
    }
    return table;
  }
  /** What execve does. */
  closeForExec(): void {
    for (const [descriptor, { closeOnExec }] of [...this.entries]) if (closeOnExec) this.remove(descriptor);
  }
  closeAll(): void {
    const files = [...this.entries.values()];
    this.entries.clear();
    for (const { file } of files) file.release();
  }
}
