/**
 * The privacy inventory: every column of every table is either declared here as personal data, with its purpose, legal
 * basis, readers and retention (PIPL art. 6, 7, 13, 17, 51), or named as holding none. A test compares it with the
 * database, so that no column comes in undeclared.
 */

export interface Personal {
  /** what it is for */
  purpose: string;
  /** PIPL art. 13: consent, statutory duty, contract of employment (staff) */
  basis: 'consent' | 'duty' | 'employment';
  /** who sees it, in the words of the access rules */
  readers: string;
  /** how long it is kept */
  retention: string;
  /** how it is kept */
  form?: 'encrypted' | 'keyed hash' | 'masked';
}

interface Table {
  personal: Readonly<Record<string, Personal>>;
  /** columns that hold no personal data */
  plain: string;
}

const whileServed = 'as long as the worker is served; 180 days after the last confirmation where only listed';
const withWork = 'as long as the record of the work; a pseudonym after deletion';
const identity: Personal = {
  purpose: 'to know who is served',
  basis: 'consent',
  readers: 'staff in scope; the worker',
  retention: whileServed,
};
const work: Personal = {
  purpose: 'to serve at the right place and time',
  basis: 'consent',
  readers: 'staff in scope; the worker',
  retention: whileServed,
};
const link: Personal = {
  purpose: 'to tell whose record this is',
  basis: 'consent',
  readers: 'staff in scope; the worker',
  retention: withWork,
};
const place: Personal = {
  purpose: 'to find what was reported',
  basis: 'consent',
  readers: 'the reporter; handling staff',
  retention: withWork,
};
const words: Personal = {
  purpose: 'to understand what was reported or done',
  basis: 'consent',
  readers: 'the reporter; handling staff',
  retention: withWork,
};
const account: Personal = {
  purpose: 'to know who works in the system',
  basis: 'employment',
  readers: 'street admin; for grid workers the workers of the grid',
  retention: 'as long as the traces of the account',
};
const secret: Personal = {
  purpose: 'to sign in',
  basis: 'employment',
  readers: 'nobody',
  retention: 'until changed',
  form: 'encrypted',
};
const actor: Personal = {
  purpose: 'to answer for what was done',
  basis: 'duty',
  readers: 'auditor; the person concerned',
  retention: 'at least 6 months (Cybersecurity Law art. 21), then with the record',
};

export const inventory: Readonly<Record<string, Table>> = {
  areas: { personal: {}, plain: 'street id code level kind community name geometry since until import' },
  assignments: {
    personal: { worker: link, community: work, grid: work, evidence: work, by_actor: actor },
    plain: 'street id reason flagged by_kind since until',
  },
  audit: {
    personal: { actor, subject: actor, purpose: actor, detail: actor },
    plain: 'street id at actor_kind action subject_kind request',
  },
  audit_persons: { personal: { worker: link }, plain: 'street at audit' },
  categories: {
    personal: {},
    plain:
      'street code parent zh en pace photo_required guidance_zh guidance_en filing_condition closing_condition position in_use',
  },
  consents: {
    personal: { worker: link, kind: { ...link, purpose: 'to prove consent' } },
    plain: 'street id version given_at withdrawn_at',
  },
  counters: { personal: {}, plain: 'street kind day last' },
  grants: {
    personal: { staff: account, given_by: account },
    plain: 'street id role community grid site place unit since until',
  },
  idempotency_keys: { personal: { actor: link }, plain: 'street route key request_hash made created_at' },
  import_changes: {
    personal: {
      before_cipher: {
        ...identity,
        purpose: 'to undo an import within 7 days',
        retention: '7 days',
        form: 'encrypted',
      },
    },
    plain: 'street import seq changed id',
  },
  import_layouts: { personal: {}, plain: 'street kind signature columns updated_at' },
  import_lines: {
    personal: {
      body_cipher: {
        ...identity,
        purpose: 'to preview an import',
        basis: 'duty',
        retention: '7 days after it is confirmed or cancelled',
        form: 'encrypted',
      },
    },
    plain: 'street import line outcome sheet row_number decision',
  },
  imports: {
    personal: { created_by: actor },
    plain:
      'street id kind file_name file_sha256 state progress options summary failure created_at confirmed_at undone_at',
  },
  messages: {
    personal: {
      worker: link,
      phone_cipher: {
        ...identity,
        purpose: 'to send a text message',
        retention: '6 months',
        form: 'encrypted',
      },
      body_cipher: {
        ...words,
        purpose: 'to tell the worker something',
        readers: 'the worker',
        retention: '6 months',
        form: 'encrypted',
      },
      ref: link,
    },
    plain: 'street id channel template ref_kind state created_at sent_at read_at',
  },
  outbox: { personal: {}, plain: 'street id due kind ref tries' },
  phone_codes: {
    personal: {
      phone_hash: {
        ...identity,
        purpose: 'to prove a phone',
        readers: 'nobody',
        retention: '1 day',
        form: 'keyed hash',
      },
      code_hash: {
        ...identity,
        purpose: 'to prove a phone',
        readers: 'nobody',
        retention: '1 day',
        form: 'keyed hash',
      },
    },
    plain: 'street id tries created_at expires_at used_at',
  },
  photos: {
    personal: { sha256: words, perceptual_hash: words, taken_at: place, uploaded_by: link },
    plain: 'street id width height bytes created_at',
  },
  point_accounts: {
    personal: { worker: link, balance: { ...link, purpose: 'to reward' } },
    plain: 'street id kind last_hash',
  },
  point_policies: {
    personal: { drafted_by: account, approved_by: account },
    plain: 'street version text_zh text_en since until created_at',
  },
  point_rules: { personal: {}, plain: 'street version rule zh en amount cap cap_per cap_group' },
  report_events: {
    personal: { actor, note: words, detail: words },
    plain: 'street report seq event actor_kind at state deadline',
  },
  report_photos: { personal: { photo: words }, plain: 'street report seq position proven' },
  reports: {
    personal: {
      reporter: link,
      show_name: link,
      body: words,
      place_note: place,
      lng: place,
      lat: place,
      taken_at: place,
      handler: actor,
      rating: words,
      rating_note: words,
      photo: words,
    },
    plain:
      'street id number category pace place_source community grid state deadline submitted_at accepted_at handled_at closed_at outcome solved_by_reporter photo_count',
  },
  search_tokens: {
    personal: { token: { ...identity, purpose: 'to find a person by name', form: 'keyed hash' }, id: link },
    plain: 'street kind',
  },
  sessions: {
    personal: {
      token_hash: { ...secret, form: 'keyed hash' },
      actor: link,
      device: {
        ...identity,
        purpose: 'to recognise one’s own sessions',
        readers: 'the person',
        retention: 'until signed out',
      },
    },
    plain: 'street kind created_at seen_at expires_at',
  },
  sign_in_directory: {
    personal: {
      phone_hash: {
        ...identity,
        purpose: 'to find the street at sign-in',
        readers: 'nobody',
        form: 'keyed hash',
      },
    },
    plain: 'street',
  },
  sites: {
    personal: {
      manager: {
        ...account,
        basis: 'duty',
        purpose: 'to reach who runs the site',
        readers: 'staff in scope',
      },
      manager_phone_cipher: {
        ...account,
        basis: 'duty',
        purpose: 'to reach who runs the site',
        readers: 'staff in scope',
        form: 'encrypted',
      },
    },
    plain:
      'street id name name_key kind brand address lng lat claimed_community state community grid flagged reason evidence import created_at updated_at',
  },
  staff: {
    personal: {
      login: account,
      name: account,
      title: account,
      phone_cipher: { ...account, form: 'encrypted' },
      password_hash: secret,
      totp_cipher: secret,
      failed_tries: secret,
      locked_until: secret,
    },
    plain: 'street id password_set_at totp_confirmed_at totp_last_step state created_at',
  },
  streets: { personal: {}, plain: 'street name county settings created_at' },
  tasks: {
    personal: { subject: link, detail: link, done_by: actor },
    plain: 'street id kind community subject_kind created_at done_at outcome',
  },
  transfers: {
    personal: { worker: link, proof: link, by_actor: actor },
    plain:
      'street id debit credit amount reason rule version proof_kind proof_label source_key undoes by_kind at expires_at previous_hash hash',
  },
  volunteer_roles: { personal: { worker: link, role: link }, plain: 'street state since until' },
  worker_sites: { personal: { worker: link, site: work }, plain: 'street since until source import' },
  workers: {
    personal: {
      name: identity,
      name_sort: identity,
      phone_cipher: { ...identity, form: 'encrypted' },
      phone_hash: { ...identity, readers: 'nobody', form: 'keyed hash' },
      phone_masked: { ...identity, form: 'masked' },
      gender: identity,
      platform: work,
      vehicle: work,
      start_date: work,
      staff_number: work,
      short_number: work,
      rest_hours: work,
      note: work,
      nickname: identity,
      main_site: work,
      community: work,
      grid: work,
    },
    plain: 'street id state assignment_flagged listed_until registered_at import created_at updated_at',
  },
};
