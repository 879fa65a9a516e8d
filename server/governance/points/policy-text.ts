// The text of the default 积分管理办法 as everyone can read it. Its figures are those of policy.ts (a test compares).
import type { Said } from '../../kernel/http/contract.ts';

/** Version 1, plain text with one article a paragraph. */
export const policyText: Said = {
  zh: `新就业群体积分管理办法（试行）

第一条 目的。积分用来感谢快递小哥、外卖骑手、网约车和货车司机等新就业群体参与社区治理、志愿服务和学习。积分只奖励、不处罚：不因任何行为扣分，任何服务都不以积分为前提。

第二条 怎样得分。
· 报到：20分，一次。
· 完善个人资料：10分，一次。
· 志愿值守：每小时10分，每天最多40分。
· 随手拍：被受理5分，解决后再得10分；紧急类加倍。每天最多50分。
· 参加培训或讲座：每场5分。
· 意见建议被采纳：20分。
· 帮别人实现微心愿：30分。
· 见义勇为、紧急救助：经核实50分。
· 困难帮扶：由社区决定，每月60分，不公开。

第三条 凭证。每一笔积分都写明依据的条款、版本和凭证（哪一件上报、哪一次值守、哪一场活动），本人随时可以查看。同一凭证、同一条款只记一次。

第四条 有效期。积分到次年12月31日为止有效，先得的先用，到期前30天提醒。

第五条 兑换。积分可在驿站和合作商户兑换公示的物品与服务。兑换码用一次，15分钟有效；未完成的自动退回。积分不能兑现金，不能转让、买卖。

第六条 更正。只有记重、记错人或系统故障造成的积分才更正，用一笔相反的记录，不改动原记录；最多扣到余额为零，并告知本人原因。上报后来被复核或没有解决的，已得积分不退。

第七条 申诉。对积分有异议的，30天内可以申诉，街道在5个工作日内答复。

第八条 公示。每月公示积分发放情况，用昵称或隐去姓名，由本人选择；不排名，不公开困难帮扶。

第九条 账目。积分账只增不改，每小时封存一次，每天公布校验码，任何人都能查验账目没有被改动。

第十条 制定与修改。本办法由两名街道管理员共同批准，自公布的日期起执行；修改另立新版本，旧版本保留可查，已得积分不受影响。`,
  en: `Points Policy for New-Employment Groups (trial)

1. Purpose. Points thank couriers, delivery riders, ride-hailing and truck drivers for taking part in governing the community, in volunteering and in learning. Points only reward: none are taken away for behaviour, and no service depends on them.

2. What earns points.
· Registration: 20, once.
· Profile complete: 10, once.
· Volunteer duty: 10 an hour, at most 40 a day.
· Snap report: 5 when accepted, 10 more when solved; twice that when urgent. At most 50 a day.
· Training or lecture: 5 a session.
· Opinion adopted: 20.
· Another's wish fulfilled: 30.
· Help in an emergency: 50 after confirmation.
· Support in hardship: 60 a month, decided by the community, private.

3. Proof. Every entry names the rule, its version and its proof (which report, which duty, which session); you can look at yours at any time. One proof counts once for one rule.

4. Validity. Points last to 31 December of the following year; the oldest are spent first, and you are told 30 days before they lapse.

5. Redemption. Points buy the listed goods and services at stations and partner shops. A code works once, for 15 minutes; what is not completed returns by itself. Points cannot be turned into money, passed on or sold.

6. Correction. Only points recorded twice, for the wrong person or by a fault are corrected, by a counter-entry that leaves the original in place; it takes at most what is there, and you are told why. A report that is reopened or turns out not solved takes nothing back.

7. Appeal. You can appeal within 30 days; the subdistrict answers within 5 working days.

8. Notice. What was awarded is published monthly, by nickname or masked name as you choose; there is no ranking, and support in hardship is not published.

9. Ledger. The ledger is only ever added to, sealed every hour and its digest published daily, so that anyone can check that nothing was changed.

10. Making and changing. Two administrators approve this policy together; it holds from the published date. A change is a new version; old versions stay readable, and points already earned are not affected.`,
};
