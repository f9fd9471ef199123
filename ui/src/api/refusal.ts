import type { ErrorCode, WireError } from './bindings';

function isWire(thrown: unknown): thrown is WireError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string';
}

/** A refused command: a closed code and a safe place, never text that a person wrote. */
export class CairnError extends Error {
  readonly code: ErrorCode;
  readonly place: string | null;

  constructor(code: ErrorCode, place: string | null = null) {
    super(code);
    this.name = 'CairnError';
    this.code = code;
    this.place = place;
  }

  static from(thrown: unknown): CairnError {
    if (thrown instanceof CairnError) return thrown;
    return isWire(thrown) ? new CairnError(thrown.code, thrown.place) : new CairnError('stoppedUnexpectedly');
  }
}
