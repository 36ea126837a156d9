/** The body of every answer that is not a success. */
export interface ErrorResponse {
  message: string;
}

/** The body of an answer that only names what was made (exec, commit). */
export interface IdResponse {
  Id: string;
}
