// This file is generated from src-tauri/src/dto.rs and src-tauri/src/commands/ by `make bindings`. Do not edit.
import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

export const commands = {
  /** What the window needs before anything is unlocked. */
  start: () => __TAURI_INVOKE<Start>("start"),
  setLook: (look: Look) => __TAURI_INVOKE<Look>("set_look", { look }),
  /** Seven words from the list, joined by spaces. */
  suggestPassphrase: () => __TAURI_INVOKE<string>("suggest_passphrase"),
  lock: () => __TAURI_INVOKE<null>("lock"),
  summary: () => __TAURI_INVOKE<Summary>("summary"),
  /** The person has written the recovery key down. */
  recoveryKeyNoted: () => __TAURI_INVOKE<null>("recovery_key_noted"),
  makeNewRecoveryKey: () => __TAURI_INVOKE<RecoveryKey>("make_new_recovery_key"),
  setIdleMinutes: (minutes: number) => __TAURI_INVOKE<null>("set_idle_minutes", { minutes }),
  /** Someone is here: the idle lock starts counting again. */
  noteActivity: () => __TAURI_INVOKE<null>("note_activity"),
  /** Answer to the `flushAsked` event: everything typed has been saved. */
  flushed: () => __TAURI_INVOKE<null>("flushed"),
  /** A record that is not yet saved, with its id. */
  newRecord: (kind: string) => __TAURI_INVOKE<Record>("new_record", { kind }),
  saveRecord: (draft: RecordDraft) => __TAURI_INVOKE<Saved>("save_record", { draft }),
  openRecord: (id: string) => __TAURI_INVOKE<Record>("open_record", { id }),
  putAway: (id: string) => __TAURI_INVOKE<null>("put_away", { id }),
  bringBack: (id: string) => __TAURI_INVOKE<null>("bring_back", { id }),
  /** Only for a record that has been put away. */
  deleteForGood: (id: string) => __TAURI_INVOKE<null>("delete_for_good", { id }),
  putAwayRecords: () => __TAURI_INVOKE<RecordLine[]>("put_away_records"),
  drafts: (limit: number) => __TAURI_INVOKE<RecordLine[]>("drafts", { limit }),
  timelineMarks: (filter: TimelineFilter) => __TAURI_INVOKE<TimelineMarks>("timeline_marks", { filter }),
  timelinePage: (filter: TimelineFilter, after: string | null, limit: number) =>
    __TAURI_INVOKE<RecordLine[]>("timeline_page", { filter, after, limit }),
  search: (query: string, session: string | null, limit: number) =>
    __TAURI_INVOKE<Found[]>("search", { query, session, limit }),
  sessions: () => __TAURI_INVOKE<CourseSession[]>("sessions"),
  frameworks: () => __TAURI_INVOKE<Framework[]>("frameworks"),
  checkHealth: () => __TAURI_INVOKE<Health>("check_health"),
  /** Works while locked: when each copy was made and how large it is. Newest first. */
  backups: () => __TAURI_INVOKE<Backup[]>("backups"),
  makeBackup: () => __TAURI_INVOKE<Backup>("make_backup"),
};

/** Commands whose body is raw bytes (secrets); called through ui/src/api/secrets.ts, not here:
 *  create_vault [passphrase] -> RecoveryKey
 *  unlock [passphrase] -> Summary
 *  unlock_with_recovery [recoveryKey, newPassphrase] -> RecoveryKey (the new one; the vault is then open)
 *  change_passphrase [current, new] -> null
 *  restore_backup [backupId, passphrase] -> Summary (the vault is then open)
 *  passphrase_strength [passphrase] -> Strength
 *  Body: for each part a 4-byte little-endian length and then that many bytes of UTF-8.
 */
export const events = {
  locked: __makeEvent<Locked>("locked"),
  idleWarning: __makeEvent<IdleWarning>("idle-warning"),
  flushAsked: __makeEvent<FlushAsked>("flush-asked"),
  healthStep: __makeEvent<HealthStep>("health-step"),
};

export type Start = { vault: VaultState; look: Look; version: string; summary: Summary | null };
export type VaultState = "none" | "locked" | "open";
export type Look = {
  theme: Theme; tint: Tint; font: Font;
  /** Per cent, 100 to 250. */
  size: number;
  lines: Lines; letters: Letters; motion: Motion;
  country: Country | null;
  /** "What Cairn is and is not" has been read. */
  welcomed: boolean;
};
export type Theme = "system" | "light" | "dark" | "contrast";
export type Tint = "cream" | "white" | "blue" | "green" | "peach" | "grey";
export type Font = "atkinson" | "lexend" | "opendyslexic" | "system";
export type Lines = "normal" | "wide" | "wider";
export type Letters = "normal" | "wide" | "wider";
export type Motion = "system" | "reduced";
export type Country = "scotland" | "england" | "wales" | "northernIreland" | "ireland" | "usa" | "canada" | "australia" | "newZealand" | "elsewhere";
export type Summary = {
  /** Records that are not put away. */
  records: number;
  /** RFC 3339, or null when nothing was ever written. */
  lastWritten: string | null;
  /** Made by a newer Cairn: can be read, not written. */
  readOnly: boolean;
  recoveryKeyNoted: boolean;
  /** 1 to 60, or 0 for never. */
  idleMinutes: number;
  /** Today, as the computer's calendar has it. */
  today: string;
};
export type RecoveryKey = {
  /** "AGE-SECRET-KEY-1" */
  prefix: string;
  /** 14 groups of four characters and one of two. */
  groups: string[];
  vaultId: string;
  madeOn: string;
};
export type Strength = {
  /** 0 (very easy to guess) to 4 (very hard). */
  level: number;
  characters: number;
  /** At least 15 characters and at most 1,024. */
  longEnough: boolean;
  tooLong: boolean;
};
export type Feel = "ordinary" | "tender" | "justForMe";
export type RecordState = "draft" | "kept" | "putAway";
export type RecordLine = {
  id: string; kind: string; title: string;
  /** The first words, at most 200 characters. */
  excerpt: string;
  /** YYYY-MM-DD, or null. */
  happenedOn: string | null;
  happenedRoughly: string | null;
  /** The local day the timeline shows it on, YYYY-MM-DD. */
  shownOn: string;
  /** RFC 3339 with the offset it was written in. */
  createdAt: string; updatedAt: string;
  /** First is the main one. */
  sessions: string[];
  tags: string[];
  feel: Feel; state: RecordState;
  /** Where this line stands in the timeline: pass as `after`. */
  cursor: string;
};
export type Link = { targetId: string; role: string };
export type Record = {
  line: RecordLine;
  people: string[];
  links: Link[];
  /** Goes up by one with each save; 0 means never saved. */
  revision: number;
  fields: Fields;
};
export type Fields = { kind: "diary_entry" } & DiaryEntry;
export type DiaryEntry = {
  /** Rich text: a ProseMirror document as a JSON string, or null when there is none. */
  body: string | null;
  framework: string;
  /** Stage id to plain text. Stages of other frameworks stay. */
  answers: { [stage in string]: string };
  promptId: string | null;
  setting: "course" | "work" | "ownLife" | "study" | null;
  moodWords: string[];
  energy: "empty" | "low" | "some" | "good" | "full" | null;
  learned: string;
  nextStep: string;
};
export type RecordDraft = {
  id: string; revision: number;
  /** Any text that stays the same while one editor is open on the record; a new one starts a new version in its history. */
  sitting: string;
  title: string;
  happenedOn: string | null; happenedRoughly: string | null;
  sessions: string[]; tags: string[]; people: string[]; links: Link[];
  feel: Feel;
  /** "draft" or "kept". */
  state: RecordState;
  fields: Fields;
};
export type Saved = { line: RecordLine; revision: number };
export type TimelineFilter = { session: string | null };
export type TimelineMarks = {
  total: number;
  /** Lines per page: mark i is the cursor to pass as `after` for the page that begins at line i × step (null for the first). */
  step: number;
  marks: (string | null)[];
};
export type Found = { line: RecordLine; title: Piece[]; snippet: Piece[] };
export type Piece = { text: string; hit: boolean };
export type CourseSession = {
  id: string; no: number; title: string; aim: string; care: "open" | "tender" | "heavy";
  /** One calm line shown first, or null. */
  careLine: string | null;
  prompts: Prompt[];
  hasSomething: boolean;
};
export type Prompt = { id: string; text: string };
export type Framework = { id: string; name: string; about: string; credit: string | null; stages: Stage[] };
export type Stage = { id: string; name: string | null; question: string };
export type Health = { sound: boolean; /** Names of the steps that found something. */ found: HealthStepName[] };
export type HealthStepName = "pages" | "structure" | "search" | "links";
export type Backup = { id: string; /** RFC 3339 */ madeAt: string; bytes: number; kind: "copy" | "beforeMigration" | "setAside" };
export type Locked = { why: "asked" | "idle" };
export type IdleWarning = { secondsLeft: number };
export type FlushAsked = { why: "idle" | "close" };
export type HealthStep = { step: HealthStepName; done: number; of: number };
/** What a refused command throws. */
export type WireError = { code: ErrorCode; /** Where: a field, a file's name or a step; never anything a person wrote. */ place: string | null };
export type ErrorCode =
  | "passphraseDidNotOpen" | "recoveryKeyDidNotOpen" | "recoveryKeyMistyped" | "recoveryKeyNotOurs"
  | "passphraseTooShort" | "passphraseTooLong" | "passphraseHasNul"
  | "slotDamaged" | "databaseDamaged" | "filesDoNotBelongTogether" | "madeByNewerCairn" | "readOnly"
  | "vaultInUse" | "vaultAlreadyThere" | "noVaultHere" | "vaultFolderUnsafe" | "locked" | "notEncrypted"
  | "diskFull" | "cannotWrite" | "cannotRead"
  | "recordNotFound" | "recordChanged" | "recordTooLarge" | "notPutAway" | "documentNotUnderstood" | "fieldNotUnderstood"
  | "backupNotFound" | "backupDamaged" | "stoppedUnexpectedly";

/* ---- */
function __makeEvent<T>(name: string) {
  return {
    listen: (cb: (e: { payload: T }) => void) => __TAURI_EVENT.listen<T>(name, cb),
  };
}
