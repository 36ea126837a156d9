import { deleteDB, openDB, type IDBPDatabase } from 'idb';

/** The inode records of a disk by number, as structured clones (see `emulator/vfs/disk`). */
export type DiskRecords = ReadonlyMap<number, unknown>;

/** What changed since the last save. */
export interface DiskChanges {
  readonly changed: ReadonlyMap<number, unknown>;
  readonly removed: readonly number[];
}

/** Where a machine's disk is kept between visits. */
export interface DiskStore {
  /** What was kept; undefined when there is nothing, or it was kept by another version of the format. */
  load(): Promise<DiskRecords | undefined>;
  /** Adds changes in one transaction: after a crash the disk is as before or as after. */
  save(changes: DiskChanges): Promise<void>;
  wipe(): Promise<void>;
}

/** Changes when records of an older version cannot be read any more. */
const formatVersion = 1;
const databaseName = 'drydock';

/** The browser's store (IndexedDB). Rejects when the browser refuses it, as in some private windows. */
export async function openBrowserStore(): Promise<DiskStore> {
  let database: IDBPDatabase = await open();

  function open(): Promise<IDBPDatabase> {
    return openDB(databaseName, formatVersion, {
      upgrade(db) {
        for (const name of db.objectStoreNames) db.deleteObjectStore(name);
        db.createObjectStore('inodes');
      },
      // Another tab wants to wipe or upgrade: let it; our next call opens anew.
      blocking: () => database.close(),
    });
  }

  return {
    async load() {
      const transaction = database.transaction('inodes', 'readonly');
      const [keys, values] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
      if (keys.length === 0) return undefined;
      return new Map(keys.map((key, index) => [key as number, values[index] as unknown]));
    },
    async save({ changed, removed }) {
      const transaction = database.transaction('inodes', 'readwrite', { durability: 'relaxed' });
      for (const [inode, record] of changed) void transaction.store.put(record, inode);
      for (const inode of removed) void transaction.store.delete(inode);
      await transaction.done;
    },
    async wipe() {
      database.close();
      await deleteDB(databaseName);
      database = await open();
    },
  };
}
