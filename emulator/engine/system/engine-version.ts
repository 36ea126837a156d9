/** The version of the Engine that is emulated. */
export const engineVersion = '28.5.2';
/** The commit that it was built from, in short. */
export const engineCommit = '89c5e8f';
