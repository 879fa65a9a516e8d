// Default categories of danger: building sites, emergencies, fire safety. Where a photo would put the sender at risk,
// none is required.
import type { CategoryGroup } from './category-shape.ts';

export const dangerGroups: readonly CategoryGroup[] = [
  {
    code: 'construction',
    name: { zh: '施工管理', en: 'Building sites' },
    children: [
      {
        code: 'construction.fence',
        name: { zh: '围挡破损、无围挡', en: 'Fence broken or missing' },
        pace: 'ordinary',
        photoRequired: true,
        guidance: { zh: '拍清缺口和工地名牌。', en: 'Show the gap and the site board.' },
        filingCondition: '工地围挡缺失、破损、占道，或坑槽无防护无警示。',
        closingCondition: '围挡补齐稳固，警示和夜间灯光到位。',
      },
      {
        code: 'construction.dust',
        name: { zh: '工地扬尘', en: 'Dust from a site' },
        pace: 'ordinary',
        photoRequired: true,
        guidance: { zh: '拍清扬尘和裸土。', en: 'Show the dust and the bare soil.' },
        filingCondition: '裸土未盖、车辆带泥上路、作业未喷淋降尘。',
        closingCondition: '裸土覆盖，出口冲洗，路面清洁。',
      },
      {
        code: 'construction.dig',
        name: { zh: '挖掘未恢复', en: 'Trench not made good' },
        pace: 'ordinary',
        photoRequired: true,
        guidance: { zh: '拍清挖开处和长度。', en: 'Show the trench and its length.' },
        filingCondition: '道路挖掘后未按期恢复，或回填不平。',
        closingCondition: '路面按原标准恢复平整。',
      },
    ],
  },
  {
    code: 'emergency',
    name: { zh: '突发事件', en: 'Emergencies' },
    children: [
      {
        code: 'emergency.burst_pipe',
        name: { zh: '管道破裂', en: 'Burst pipe' },
        pace: 'urgent',
        photoRequired: false,
        guidance: {
          zh: '燃气味先离开并打110、119；不要开灯、打火。',
          en: 'Smell of gas: leave, then call 110 or 119; no lights, no flames.',
        },
        filingCondition: '供水、供热、燃气管道破裂，大量喷涌或有燃气味。',
        closingCondition: '抢修完成、恢复供应，现场清理安全。',
      },
      {
        code: 'emergency.tree_down',
        name: { zh: '树木倒伏、断枝', en: 'Fallen tree or branch' },
        pace: 'urgent',
        photoRequired: false,
        guidance: {
          zh: '不要站在树下；压到人或电线先打119。',
          en: 'Do not stand under it; on people or wires: call 119 first.',
        },
        filingCondition: '树木倒伏、断枝悬挂，阻断道路或可能砸落。',
        closingCondition: '树枝清走，险枝修除，道路畅通。',
      },
      {
        code: 'emergency.collapse',
        name: { zh: '路面塌陷', en: 'Road collapse' },
        pace: 'urgent',
        photoRequired: false,
        guidance: {
          zh: '先离开并提醒旁人；有人掉入先打119、120。',
          en: 'Get away and warn others; somebody fell in: call 119 and 120 first.',
        },
        filingCondition: '路面塌陷、出现空洞。',
        closingCondition: '围护到位、填实修复，经检查安全后开放。',
      },
      {
        code: 'emergency.falling',
        name: { zh: '高处坠物危险', en: 'Danger of falling objects' },
        pace: 'urgent',
        photoRequired: false,
        guidance: {
          zh: '不要站在下面；已伤人先打120。',
          en: 'Do not stand below; somebody hurt: call 120 first.',
        },
        filingCondition: '外墙、广告牌、窗扇、空调支架松动，可能坠落。',
        closingCondition: '险物拆除或加固，下方警戒撤除。',
      },
      {
        code: 'emergency.flood',
        name: { zh: '积水内涝', en: 'Flooding' },
        pace: 'urgent',
        photoRequired: false,
        guidance: {
          zh: '不要涉水；车被困先打110、119。',
          en: 'Do not wade; trapped in a car: call 110 or 119 first.',
        },
        filingCondition: '道路、桥洞、小区积水，影响通行或进户。',
        closingCondition: '积水排除，通行恢复，淤泥清净。',
      },
    ],
  },
  {
    code: 'fire',
    name: { zh: '消防安全', en: 'Fire safety' },
    children: [
      {
        code: 'fire.blocked_exit',
        name: { zh: '消防通道堵塞', en: 'Fire lane or exit blocked' },
        pace: 'urgent',
        photoRequired: true,
        guidance: {
          zh: '拍清被什么堵住。已起火先打119。',
          en: 'Show what blocks it. If there is fire call 119 first.',
        },
        filingCondition: '消防车道、疏散通道、安全出口被占用、堵塞、锁闭。',
        closingCondition: '通道清空，出口能打开，标识完好。',
      },
      {
        code: 'fire.bike_indoors',
        name: { zh: '电动车进楼', en: 'Electric bicycles indoors' },
        pace: 'urgent',
        photoRequired: true,
        guidance: {
          zh: '拍清楼号和位置，不要拍住户。冒烟起火先打119并离开。',
          en: 'Show the building and the spot, not residents. Smoke or fire: leave and call 119.',
        },
        filingCondition: '电动自行车或电池在楼道、门厅、电梯、室内停放或充电。',
        closingCondition: '车辆和电池移出，告知到位，有处可停可充。',
      },
      {
        code: 'fire.flying_wire',
        name: { zh: '飞线充电', en: 'Charging by a wire from a window' },
        pace: 'urgent',
        photoRequired: true,
        guidance: { zh: '拍清线从哪里到哪里。', en: 'Show where the wire runs.' },
        filingCondition: '从住户、楼道私拉电线给车辆充电。',
        closingCondition: '私拉线路拆除，告知到位，有合规充电处。',
      },
      {
        code: 'fire.fire_gear',
        name: { zh: '消防器材缺损', en: 'Fire equipment missing' },
        pace: 'ordinary',
        photoRequired: true,
        guidance: { zh: '拍清消火栓箱、灭火器或标识。', en: 'Show the hydrant box, extinguisher or sign.' },
        filingCondition: '灭火器过期缺失、消火栓无水或被埋压圈占。',
        closingCondition: '器材补齐、在有效期内，消火栓可用。',
      },
    ],
  },
];
