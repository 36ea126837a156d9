/** The version of the Engine that is emulated. */
export const engineVersion = '28.5.2';
