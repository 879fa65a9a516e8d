/** The general notice and consent (PIPL art. 13, 14, 17); a changed text is a new version and is asked anew. */

export const consentVersion = 1;

interface Said {
  zh: string;
  en: string;
}

/** What a person agrees to, as points to read in ten seconds and as the full text. `{street}` is the office's name. */
export const generalConsent: { title: Said; points: readonly Said[]; full: Said } = {
  title: { zh: '信息使用说明', en: 'How your information is used' },
  points: [
    {
      zh: '只收集姓名、手机号、工作站点和您愿意填的内容。',
      en: 'We keep your name, phone, work site and what you choose to add.',
    },
    {
      zh: '用来把您适配到社区和网格、处理您的上报、记录积分和服务。',
      en: 'It serves to assign you to a community and grid, handle your reports, and record points and services.',
    },
    {
      zh: '不收集身份证号、人脸、行踪轨迹、订单和收入。',
      en: 'We never collect identity numbers, faces, location tracks, orders or income.',
    },
    {
      zh: '谁看过您的信息，您都能看到；随时可以更正、撤回或删除。',
      en: 'You see who looked at it, and can correct, withdraw or delete it at any time.',
    },
  ],
  full: {
    zh: '一、处理者：{street}办事处。二、处理目的：新就业群体服务与治理，包括台账登记、社区网格适配、驿站与活动服务、随手拍办理、志愿服务和积分记录。三、处理方式：存放在街道的系统中，手机号加密保存，列表中只显示部分号码；工作人员查看完整号码须写明用途，并留下您可以看到的记录。四、保存期限：在您使用期间；注销后个人信息删除，依法须保留的志愿服务和积分记录以代号保存。五、不会提供给平台企业、站点或任何第三方用于考核、营销。六、您的权利：查阅、复制、更正、补充、删除、撤回同意、要求解释，可在“我的”页办理，或到驿站、街道当面办理，我们在15个工作日内答复。撤回同意不影响撤回前的处理，也不影响您使用驿站等线下服务。七、党员、团员、工会、健康、家庭等情况不在本次收集之内；某项服务需要时会单独征得您的同意。',
    en: 'Who: the subdistrict office of {street}. Why: to serve and involve new-employment groups: the ledger, assignment to a community and grid, stations and activities, snap reports, volunteering and points. How: kept in the office’s own system; phones are encrypted and shown in part only; whoever looks at the whole number says why and leaves a trace you can see. How long: while you use it; after you leave, personal data is deleted, and records the law requires are kept under a pseudonym. Nothing goes to platforms, sites or others for appraisal or marketing. Your rights: see, copy, correct, complete, delete, withdraw, ask why, on the page “Me”, at a station or at the office; answered within 15 working days. Withdrawing does not undo earlier processing and does not bar you from stations and other offline services. Party, League, union, health and family facts are not part of this; a service that needs one asks you separately.',
  },
};
