import { z } from 'zod'
import { collection } from './collection.ts'

/**
 * What is kept: one declaration a collection. A new capability adds its own here and touches no engine.
 *
 * Ids that grow begin with the month they were born in (`202611-…`, see `handlers/ids.ts`);
 * a person's id is the userid in lower case, since WeCom compares userids without case.
 */

const instant = z.number().int()
const month = z.string().regex(/^\d{6}/)
const id = z.string().min(1).max(400)

/** From the directory of WeCom, and what the office added. Never deleted while a record names it. */
const people = collection({
  schema: z.object({
    id,
    /** As WeCom spells it. */
    userid: id,
    name: z.string(),
    departments: z.array(z.string()),
    /** Departments in which WeCom marks this person as leader. */
    leads: z.array(z.string()),
    position: z.string(),
    /** Larger comes first within a department. */
    order: z.number(),
    /** WeCom's status: 1 active, 2 disabled, 4 not activated, 5 left. */
    status: z.number().int(),
    joined: instant,
    /** Since when the directory no longer lists this person. */
    left: instant.nullable(),
    /** Listed by the office: reads through the WeChat plug-in, where only texts and text cards show. */
    reads: z.enum(['wecom', 'wechat']),
    /** Since when WeCom's answers say that no message reaches this person; null when it does, or nothing is known. */
    unreachable: z.object({ since: instant, why: z.string() }).nullable(),
  }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'state',
  secret: ['name', 'position'],
  keep: 'forever',
})

const departments = collection({
  schema: z.object({
    id,
    name: z.string(),
    parent: z.string(),
    /** Larger comes first among its siblings. */
    order: z.number(),
    leaders: z.array(z.string()),
    gone: instant.nullable(),
  }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** A subtree that files its own tables. Without a row the root department is the one unit. */
const units = collection({
  schema: z.object({ id, by: id, at: instant }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** Whom the office authorised beyond ADMIN_USERIDS. */
const officers = collection({
  schema: z.object({ id, unit: id, by: id, at: instant }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** Heads named by the office beside WeCom's leader flag; acting ones with a span. */
const heads = collection({
  schema: z.object({ department: id, person: id, from: instant, until: instant.nullable(), by: id }),
  key: ['department', 'person'],
  indexes: { all: [], department: ['department'], person: ['person'] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** Small things that are remembered: the corp id, the last due choice, what was last synchronised. */
const settings = collection({
  schema: z.object({ id, value: z.string() }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'state',
  secret: ['value'],
  keep: 'forever',
})

/** One deed done: what was answered, so that a repeat gets the same. The key begins with the deed's own month. */
const deeds = collection({
  schema: z.object({ key: month, at: instant, act: z.string(), answer: z.string() }),
  key: ['key'],
  indexes: {},
  grows: 'monthly',
  secret: ['answer'],
  keep: { days: 31, since: 'at' },
})

/** The dialogues somebody has open, the innermost last. */
const dialogues = collection({
  schema: z.object({
    person: id,
    /** What it is about may be several things, joined. */
    stack: z.array(z.object({ kind: z.string(), id: z.string().min(1).max(10_000) })),
    at: instant,
  }),
  key: ['person'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: { days: 60, since: 'at' },
})

/** Whom the bot has told what it processes and why. */
const greeted = collection({
  schema: z.object({ person: id, at: instant }),
  key: ['person'],
  indexes: {},
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** The second officer who agreed to a release, where one was needed; see `seconds`. */
const agreed = z.object({ by: id, at: instant }).nullable().default(null)

/** Something an officer prepares in chat: parts as they arrived, then what was understood. */
const drafts = collection({
  schema: z.object({
    id: month,
    kind: z.enum(['study', 'broadcast', 'case']),
    by: id,
    unit: id,
    at: instant,
    state: z.enum(['collecting', 'preview', 'released', 'cancelled']),
    parts: z.array(
      z.object({
        at: instant,
        seq: z.number().int(),
        text: z.string(),
        /** The file it came in; absent where it was typed. */
        file: z
          .object({
            name: z.string(),
            title: z.string().nullable(),
            /** It is a notice by itself. */
            notice: z.boolean(),
            announces: z.array(z.string()),
          })
          .optional(),
      }),
    ),
    /** Among parts that are files, the `seq` of the one the office says is the notice. */
    cover: z.number().int().optional(),
    /** Titles of materials that the office replaced. */
    renamed: z.array(z.object({ from: z.string(), to: z.string() })).optional(),
    /** When the text was said to be whole: a part sent before that and delivered after it still belongs to it. */
    finished: instant.nullable().default(null),
    /** Department ids; empty is the whole unit. */
    scope: z.array(z.string()),
    due: z.string().nullable(),
    /** When it shall go out; null is at once. */
    release: instant.nullable(),
    requireEnd: z.boolean(),
    /** The office's own title where it gave one. */
    title: z.string().nullable(),
    /** What of the library goes out with it: a case, or `notice/material`; see `handlers/cases/`. */
    cases: z.array(z.string()).default([]),
    /** The next part begins the text anew (`修改`). */
    rewriting: z.boolean(),
    /** Counts every change, so that a button of an outdated preview does nothing. */
    revision: z.number().int(),
    /** The notice that this corrects; null where it makes a new one. */
    corrects: id.nullable().default(null),
    /** Of a correction: the version it was begun on, what the office chose over the proposal, whether people are told of a mere wording. */
    correction: z
      .object({ version: z.number().int(), kind: z.enum(['wording', 'substance']).nullable(), tell: z.boolean() })
      .nullable()
      .default(null),
  }),
  key: ['id'],
  indexes: {},
  grows: 'monthly',
  secret: ['parts', 'title', 'renamed'],
  keep: { days: 400, since: 'at' },
})

const picture = z.object({
  /** SHA-256 of the bytes, hex: the mark in the text has it. */
  sha256: z.string(),
  type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  /** Base64. */
  bytes: z.string(),
})

/** The pictures of a text while it is prepared. */
const draftPictures = collection({
  schema: picture.extend({ draft: month, at: instant }),
  key: ['draft', 'sha256'],
  indexes: { draft: ['draft'] },
  grows: 'monthly',
  secret: ['bytes'],
  keep: { days: 400, since: 'at' },
})

/** The pictures of a notice, of all its versions, and of a case of the office by its id. Never changed. */
const pictures = collection({
  schema: picture.extend({ notice: month }),
  key: ['notice', 'sha256'],
  indexes: { notice: ['notice'] },
  grows: 'monthly',
  secret: ['bytes'],
  keep: 'forever',
})

/** A material that comes with a notice, whole. */
const material = z.object({ id: z.string(), title: z.string(), text: z.string() })

/** A study notice as released. The text is never changed; a correction is a new version. */
const notices = collection({
  schema: z.object({
    id: month,
    unit: id,
    by: id,
    title: z.string(),
    /** The study month the title names, `2026-11`. */
    month: z.string().nullable(),
    issuers: z.array(z.string()),
    /** The notice without its materials, as handed in. */
    text: z.string(),
    materials: z.array(material),
    /** SHA-256 of the whole text as handed in, hex. */
    hash: z.string(),
    due: z.string(),
    requireEnd: z.boolean(),
    scope: z.array(z.string()),
    /** Which version of the text this is, from 1; earlier ones are kept in `versions`. */
    version: z.number().int().default(1),
    /** Confirmations of this version and of later ones count; raised by a correction of substance. */
    asks: z.number().int().default(1),
    at: instant,
    /** `scheduled` until its moment has come; then its audience is frozen and it goes out. */
    state: z.enum(['scheduled', 'issued', 'withdrawn', 'cancelled']),
    release: instant.nullable(),
    /** Set when it went out. */
    issued: instant.nullable(),
    agreed,
    withdrawn: z.object({ at: instant, by: id, why: z.string() }).nullable(),
    /** What the newest correction of substance changed, as `versions` has it too: every card says it. */
    corrected: z
      .object({ version: z.number().int(), at: instant, difference: z.array(z.string()) })
      .nullable()
      .default(null),
  }),
  key: ['id'],
  indexes: { unit: ['unit'], state: ['state'] },
  grows: 'state',
  secret: ['title', 'text', 'materials', 'withdrawn', 'corrected'],
  keep: 'forever',
  due: 'release',
})

/**
 * The versions of a notice's text, each whole and never changed. Written once a notice is corrected: the first as it was
 * issued, then one for each correction. A notice without rows here has one version, which is itself.
 */
const versions = collection({
  schema: z.object({
    notice: month,
    /** From 1. */
    version: z.string(),
    title: z.string(),
    month: z.string().nullable(),
    issuers: z.array(z.string()),
    text: z.string(),
    materials: z.array(material),
    /** SHA-256 of the whole text, hex. */
    hash: z.string(),
    due: z.string(),
    at: instant,
    by: id,
    agreed,
    /** As first issued; a correction of the wording, which asks nobody again; one of substance, which does; of the due date alone. */
    kind: z.enum(['issue', 'wording', 'substance', 'due']),
    /** What it changed, at most three lines; empty for the first. */
    difference: z.array(z.string()),
    /** The fact that attests the correction; null for the first, see `study.issued`. */
    fact: id.nullable(),
  }),
  key: ['notice', 'version'],
  indexes: { notice: ['notice'] },
  grows: 'monthly',
  secret: ['title', 'text', 'materials', 'difference'],
  keep: 'forever',
})

/** A case of the office's own, whole. One that was deleted is only hidden; what was issued with it stays as it was. */
const cases = collection({
  schema: z.object({
    id: month,
    unit: id,
    by: id,
    at: instant,
    title: z.string(),
    text: z.string(),
    /** SHA-256 of the text, hex. */
    hash: z.string(),
    state: z.enum(['kept', 'withdrawn']),
    withdrawn: z.object({ at: instant, by: id }).nullable(),
  }),
  key: ['id'],
  indexes: { unit: ['unit'] },
  grows: 'state',
  secret: ['title', 'text'],
  keep: 'forever',
})

/** What of the library somebody was shown last, so that a number means something. */
const caseLists = collection({
  schema: z.object({ person: id, refs: z.array(z.string()), at: instant }),
  key: ['person'],
  indexes: {},
  grows: 'state',
  secret: [],
  keep: { days: 2, since: 'at' },
})

/** Who was answered with the corrected notice, beside those whom its card reached: they may confirm by word from then on. */
const shown = collection({
  schema: z.object({ notice: month, person: id, version: z.number().int() }),
  key: ['notice', 'person'],
  indexes: {},
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** Who is asked, frozen at issue: the denominator. */
const audience = collection({
  schema: z.object({ notice: month, person: id, department: id }),
  key: ['notice', 'person'],
  indexes: { notice: ['notice'], department: ['notice', 'department'], person: ['person'] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** The audience of a notice as one text, for looking through many notices: a line of person and department each, sorted. */
const asked = collection({
  schema: z.object({ notice: month, people: z.string() }),
  key: ['notice'],
  indexes: {},
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** The end of the text was reached: one fact, no duration. */
const reached = collection({
  schema: z.object({
    notice: month,
    person: id,
    /** Which version was read; the newest where several were. */
    version: z.number().int().default(1),
    at: instant,
    fact: id,
  }),
  key: ['notice', 'person'],
  indexes: { notice: ['notice'] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** Who confirmed in person: the newest of each. Those of versions before a correction are in `earlierConfirmations`. */
const confirmations = collection({
  schema: z.object({
    notice: month,
    person: id,
    /** The version that was confirmed. */
    version: z.number().int().default(1),
    department: id,
    at: instant,
    by: z.enum(['card', 'page', 'word']),
    /** The hash of the text that was confirmed. */
    hash: z.string(),
    fact: id,
    /** The code of its receipt, so that showing it opens no month of facts; those from before have none. */
    receipt: z.string().optional(),
  }),
  key: ['notice', 'person'],
  indexes: { notice: ['notice'], department: ['notice', 'department'], person: ['person'] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** Confirmations of versions that were corrected since and confirmed anew: they stay valid for what was read. */
const earlierConfirmations = collection({
  schema: confirmations.schema.extend({ version: z.string() }),
  key: ['notice', 'person', 'version'],
  indexes: { notice: ['notice'], person: ['person'] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/**
 * Who took part without a confirmation of their own: counted present in a joint session by its host, or recorded for
 * somebody who cannot use WeCom (代录). Counted apart, and never that person's own act.
 */
const attendance = collection({
  schema: z.object({
    notice: month,
    person: id,
    department: id,
    kind: z.enum(['joint', 'offline']),
    /** The version that was studied. */
    version: z.number().int().default(1),
    /** The joint session; null for a person recorded alone. */
    session: id.nullable(),
    /** Who recorded it. */
    by: id,
    at: instant,
    /** `objected`: the person says that it is not so. Only `counted` counts. */
    state: z.enum(['counted', 'objected', 'withdrawn']),
    fact: id,
  }),
  key: ['notice', 'person'],
  indexes: { notice: ['notice'], person: ['person'], session: ['session'] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** A department studying together in a room, as its host or the office recorded it (集中学习). Never changed but withdrawn. */
const jointSessions = collection({
  schema: z.object({
    id: month,
    notice: id,
    unit: id,
    /** The departments that met, subtrees included. */
    departments: z.array(id),
    /** The version of the notice that was studied. */
    version: z.number().int(),
    by: id,
    at: instant,
    /** The day, `2026-11-12`. */
    date: z.string(),
    /** 上午, 下午 and the like, where no hour was said. */
    part: z.string().nullable(),
    /** Minutes since midnight; null where they were not said. */
    from: z.number().int().nullable(),
    to: z.number().int().nullable(),
    place: z.string(),
    host: z.object({ name: z.string(), person: id.nullable() }),
    /** 应到 and 实到; `expected` is `present` and the absentees. Who is not in the audience (进修, 规培) may be among them. */
    expected: z.number().int(),
    present: z.number().int(),
    absent: z.array(z.object({ person: id.nullable(), name: z.string(), reason: z.string() })),
    points: z.string(),
    /** Everybody of the audience who was present. `counted`: by this session, in `attendance`; the others had done already. */
    attended: z.array(z.object({ person: id, department: id, counted: z.boolean() })),
    state: z.enum(['recorded', 'withdrawn']),
    fact: id,
  }),
  key: ['id'],
  indexes: { notice: ['notice'], by: ['by'] },
  grows: 'monthly',
  secret: ['place', 'host', 'absent', 'points'],
  keep: 'forever',
})

/** A joint session while it is told and read back; nothing of it counts before it is confirmed. */
const jointDrafts = collection({
  schema: z.object({
    id: month,
    by: id,
    at: instant,
    state: z.enum(['open', 'recorded', 'cancelled']),
    /** What was understood so far, JSON. */
    told: z.string(),
  }),
  key: ['id'],
  indexes: {},
  grows: 'monthly',
  secret: ['told'],
  keep: { days: 60, since: 'at' },
})

/** 请假, 免学 and 异议: asked by a person, decided by the head or the office. A granted 请假 or 免学 excuses from one notice. */
const requests = collection({
  schema: z.object({
    id: month,
    notice: id,
    person: id,
    department: id,
    kind: z.enum(['leave', 'exempt', 'objection']),
    why: z.string(),
    at: instant,
    state: z.enum(['asked', 'granted', 'refused', 'withdrawn']),
    decided: z.object({ at: instant, by: id, fact: id }).nullable(),
    /** One line of the one who decided, which the person was told. */
    answer: z.object({ words: z.string(), at: instant, fact: id }).nullable().default(null),
    /** Taken back by the person, also after it was granted. */
    withdrawn: z.object({ at: instant, fact: id }).nullable().default(null),
    fact: id,
  }),
  key: ['id'],
  indexes: { notice: ['notice'], own: ['notice', 'person'], person: ['person'], state: ['state'] },
  grows: 'monthly',
  secret: ['why', 'answer'],
  keep: 'forever',
})

/** What is told in several steps, or waits to be read back: nothing of it counts before it is done. */
const tellings = collection({
  schema: z.object({
    id: month,
    by: id,
    at: instant,
    state: z.enum(['open', 'done', 'cancelled']),
    /** What was understood so far, JSON. */
    told: z.string(),
  }),
  key: ['id'],
  indexes: {},
  grows: 'monthly',
  secret: ['told'],
  keep: { days: 60, since: 'at' },
})

/** How a record made for somebody else ended: by whom, when, and the fact that attests it. */
const ended = z.object({ at: instant, by: id, fact: id }).nullable()

/**
 * 代录 for people of the directory: who recorded that somebody studied offline. A record is ended, never erased;
 * the one that counts also stands in `attendance`, by the same fact.
 */
const offlineRecords = collection({
  schema: z.object({
    id: month,
    notice: id,
    person: id,
    department: id,
    version: z.number().int(),
    /** The day of the study, `2026-11-20`; null where none was told. */
    date: z.string().nullable(),
    /** Where and why, in the words of who recorded it. */
    note: z.string(),
    by: id,
    at: instant,
    state: z.enum(['recorded', 'objected', 'withdrawn']),
    ended,
    fact: id,
  }),
  key: ['id'],
  indexes: { all: [], notice: ['notice'], own: ['notice', 'person'], person: ['person'] },
  grows: 'monthly',
  secret: ['note'],
  keep: 'forever',
})

/** 代录 for people whom the directory does not list (规培, 进修, 外包): counted apart, in no denominator. */
const outsiders = collection({
  schema: z.object({
    id: month,
    notice: id,
    department: id,
    name: z.string(),
    /** 规培, 进修 and the like; empty where none was told. */
    category: z.string(),
    version: z.number().int(),
    date: z.string().nullable(),
    note: z.string(),
    by: id,
    at: instant,
    state: z.enum(['recorded', 'withdrawn']),
    ended,
    fact: id,
  }),
  key: ['id'],
  indexes: { all: [], notice: ['notice'] },
  grows: 'monthly',
  secret: ['name', 'note'],
  keep: 'forever',
})

/** Where somebody speaks with the smart bot alone: it may only push where somebody has spoken. */
const conversations = collection({
  schema: z.object({
    person: id,
    /** As the smart bot's frames name it: the userid, or an encrypted one. */
    chat: id,
    first: instant,
    /** To the day: it is not written anew for every message. */
    last: instant,
  }),
  key: ['person'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** A group chat in which somebody told the smart bot whose it is. */
const chats = collection({
  schema: z.object({ chat: id, department: id, by: id, at: instant }),
  key: ['chat'],
  indexes: { all: [], department: ['department'] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** A group's webhook, tied to a department by the office. The address is a secret. */
const groups = collection({
  schema: z.object({ department: id, address: z.string(), by: id, at: instant }),
  key: ['department'],
  indexes: { all: [] },
  grows: 'state',
  secret: ['address'],
  keep: 'forever',
})

/** A text of the office to a scope, as released. */
const broadcasts = collection({
  schema: z.object({
    id: month,
    unit: id,
    by: id,
    text: z.string(),
    scope: z.array(z.string()),
    people: z.number().int(),
    at: instant,
    release: instant.nullable(),
    agreed,
    state: z.enum(['scheduled', 'issued', 'cancelled']),
  }),
  key: ['id'],
  indexes: { unit: ['unit'], state: ['state'] },
  grows: 'state',
  secret: ['text'],
  keep: 'forever',
  due: 'release',
})

/** 双人发布: a release, or a change of the setting itself, that waits for a second officer. Never decided by who asked. */
const seconds = collection({
  schema: z.object({
    id: month,
    unit: id,
    by: id,
    at: instant,
    what: z.enum(['release', 'setting']),
    /** The draft in exactly this revision; null for the setting. */
    draft: id.nullable(),
    revision: z.number().int(),
    /** The setting asked for: needed for more than so many people; null is off. */
    over: z.number().int().nullable(),
    /** How many people the release reaches. */
    people: z.number().int(),
    /** The officers who were asked. */
    asked: z.array(id),
    state: z.enum(['asked', 'agreed', 'refused', 'void']),
    decided: z.object({ at: instant, by: id }).nullable(),
    /** Why it was refused. */
    words: z.string(),
  }),
  key: ['id'],
  indexes: { state: ['unit', 'state'], draft: ['draft'] },
  grows: 'monthly',
  secret: ['words'],
  keep: { days: 400, since: 'at' },
})

/** What is to be told to whom, written with the deed that says it. `due` is null once every recipient has a final state. */
const outbox = collection({
  schema: z.object({
    id: month,
    at: instant,
    /** Person ids, at most 1000; empty where it goes to a group. */
    to: z.array(id).max(1000),
    /** The department whose group gets it; null where it goes to people. */
    group: id.nullable(),
    /**
     * The smart bot's chat in which it is said; null where the app says it, or the group's webhook.
     * `reply` is the message or event that it answers, as long as that can be answered.
     */
    chat: z.object({ id, group: z.boolean(), reply: id.nullable() }).nullable().default(null),
    /** A `Saying` as JSON. */
    saying: z.string(),
    /** What it belongs to, for counting: a notice, a broadcast; or null. */
    about: id.nullable(),
    /** The notice whose confirmation makes it obsolete for a recipient; looked at when it is sent. */
    unless: id.nullable(),
    due: instant.nullable(),
    /** After this it makes no sense any more. */
    until: instant,
    state: z.enum(['waiting', 'planned', 'done', 'superseded']),
  }),
  key: ['id'],
  indexes: { about: ['about'], state: ['state'] },
  grows: 'monthly',
  secret: ['saying'],
  keep: { days: 400, since: 'at' },
  due: 'due',
})

/** The final states a recipient can have. */
export const finalStates = [
  'accepted',
  'not in range',
  'not activated',
  'disabled',
  'not licensed',
  'refused',
  'unknown',
  'superseded',
] as const

/** One exact call to WeCom. Its body is durable before the first try and never changes. */
const calls = collection({
  schema: z.object({
    id: month,
    outbox: id,
    about: id.nullable(),
    /** Position among the calls of one outbox row; a later part goes after the earlier. */
    part: z.number().int(),
    /** Person ids in the order of the body; empty for a group. */
    to: z.array(id),
    /** The smart bot's chat it goes to; null where it goes another way. */
    chat: id.nullable().default(null),
    /** What to call and with what, as JSON: only `bot/` reads it. */
    body: z.string(),
    /** False where WeCom would deliver the same body twice: then a call of unknown fate is not repeated. */
    repeatable: z.boolean(),
    at: instant,
    due: instant.nullable(),
    until: instant,
    firstTry: instant.nullable(),
    tries: z.number().int(),
    state: z.enum(['waiting', 'accepted', 'refused', 'unknown', 'superseded']),
    /** Final states of those to whom the call's own state does not apply. */
    exceptions: z.record(id, z.enum(finalStates)),
    /** WeCom's code for a refusal. */
    code: z.number().int().nullable(),
    msgid: z.string().nullable(),
    /** Covers the card of all recipients, works once and for 72 h; null once used. */
    responseCode: z.string().nullable(),
  }),
  key: ['id'],
  indexes: { outbox: ['outbox'], about: ['about'], state: ['state'] },
  grows: 'monthly',
  secret: ['body', 'responseCode'],
  keep: { days: 400, since: 'at' },
  due: 'due',
})

/** What happened and matters, readable and erasable; the chain holds only its commitment. */
const facts = collection({
  schema: z.object({
    id: month,
    type: z.string(),
    at: instant,
    who: id,
    /** The fact's own fields, canonical JSON. */
    data: z.string(),
    /** 32 random bytes, hex. */
    salt: z.string(),
    /** SHA-256 over salt and canonical fact, hex; see `handlers/evidence/`. */
    commitment: z.string(),
  }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'monthly',
  secret: ['data', 'salt'],
  keep: 'forever',
})

/** Facts that wait for the sealer. */
const unsealed = collection({
  schema: z.object({ fact: month, at: instant }),
  key: ['fact'],
  indexes: { all: [] },
  grows: 'state',
  secret: [],
  keep: 'forever',
})

/** The hash chain: one link for all facts sealed together. */
const links = collection({
  schema: z.object({
    /** Month, hyphen, the sequence number in twelve digits. */
    id: month,
    seq: z.number().int(),
    at: instant,
    /** Fact ids and their commitments, in the order they are hashed. */
    facts: z.array(z.tuple([z.string(), z.string()])),
    previousSha256: z.string(),
    previousSm3: z.string(),
    sha256: z.string(),
    sm3: z.string(),
  }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'monthly',
  secret: [],
  keep: 'forever',
})

/** Every act of the office, and every refusal; kept at least six months. */
const audit = collection({
  schema: z.object({
    id: month,
    at: instant,
    who: id,
    act: z.string(),
    about: z.string().nullable(),
    outcome: z.enum(['done', 'refused']),
    detail: z.string(),
  }),
  key: ['id'],
  indexes: { all: [] },
  grows: 'monthly',
  secret: ['detail'],
  keep: { days: 400, since: 'at' },
})

/** Slow work that somebody ordered: done beside the bot, begun again from the start after a crash. */
const jobs = collection({
  schema: z.object({
    id: month,
    kind: z.enum(['archive']),
    /** Who ordered it, and is told. */
    by: id,
    unit: id,
    /** What is to be made, as JSON of its kind. */
    input: z.string(),
    at: instant,
    /** Null once it has come to its end. */
    due: instant.nullable(),
    /** How often it was begun: what ends the process each time is not begun for ever. */
    begun: z.number().int(),
    state: z.enum(['waiting', 'done', 'failed']),
    /** Per cent. */
    progress: z.number().int().min(0).max(100),
    /** What it came to, as JSON of its kind; null while it waits and where it failed. */
    result: z.string().nullable(),
    /** When it came to its end. */
    ended: instant.nullable(),
  }),
  key: ['id'],
  indexes: { state: ['state'], unit: ['unit'] },
  grows: 'monthly',
  secret: ['input', 'result'],
  keep: { days: 400, since: 'at' },
  due: 'due',
})

/** Pages opened by somebody whom WeCom has named. The id is a hash of what the browser holds. */
const sessions = collection({
  schema: z.object({ id, person: id, at: instant, seen: instant }),
  key: ['id'],
  indexes: { person: ['person'] },
  grows: 'state',
  secret: [],
  keep: { days: 2, since: 'at' },
})

export const collections = {
  people,
  departments,
  units,
  officers,
  heads,
  settings,
  deeds,
  dialogues,
  greeted,
  drafts,
  draftPictures,
  pictures,
  notices,
  versions,
  cases,
  caseLists,
  shown,
  audience,
  asked,
  reached,
  confirmations,
  earlierConfirmations,
  attendance,
  jointSessions,
  jointDrafts,
  requests,
  tellings,
  offlineRecords,
  outsiders,
  conversations,
  chats,
  groups,
  broadcasts,
  seconds,
  outbox,
  calls,
  facts,
  unsealed,
  links,
  audit,
  jobs,
  sessions,
}

export type Collections = typeof collections
