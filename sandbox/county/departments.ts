import type { HospitalPlan } from '../wire.ts'

/** The hospital and the township health centre: each a unit that files its own tables. */
export const hospital = 3
export const healthCentre = 4

type Branch = [id: number, name: string, children?: Branch[]]

/** The bureau and everything under it, in the order WeCom shows them. All invented. */
const tree: Branch[] = [
  [
    1,
    '云溪县卫生健康局',
    [
      [
        2,
        '局机关',
        [
          [21, '局办公室'],
          [22, '医政医管股'],
          [23, '机关党建办公室'],
        ],
      ],
      [
        hospital,
        '云溪县人民医院',
        [
          [30, '院办公室'],
          [31, '纪委办公室（监察室）'],
          [
            32,
            '内科系统',
            [
              [321, '心血管内科'],
              [322, '呼吸与危重症医学科'],
              [323, '消化内科'],
            ],
          ],
          [
            33,
            '外科系统',
            [
              [331, '普通外科'],
              [332, '骨科'],
            ],
          ],
          [
            34,
            '妇儿中心',
            [
              [341, '妇产科'],
              [342, '儿科'],
            ],
          ],
          [35, '急诊科'],
          [
            36,
            '医技系统',
            [
              [361, '检验科'],
              [362, '放射科'],
              [363, '药剂科'],
            ],
          ],
          [37, '护理部'],
          [
            38,
            '行政后勤',
            [
              [381, '医务科'],
              [382, '财务科'],
              [383, '后勤保障部'],
            ],
          ],
        ],
      ],
      [
        healthCentre,
        '柳林镇卫生院',
        [
          [41, '全科门诊'],
          [42, '公共卫生科'],
          [43, '护理组'],
        ],
      ],
    ],
  ],
]

/** Among siblings WeCom shows the larger order first. */
const flat = (branches: Branch[], parentid: number): HospitalPlan['departments'] =>
  branches.flatMap(([id, name, children = []], place) => [
    { id, name, parentid, order: (branches.length - place) * 100 },
    ...flat(children, id),
  ])

export const departments = flat(tree, 0)
