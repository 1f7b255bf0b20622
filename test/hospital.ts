import type { HospitalPlan } from '../sandbox/wire.ts'

/** A small named hospital: two levels of departments, heads, an office, and the odd cases. */
export function smallHospital(): HospitalPlan {
  const person = (
    userid: string,
    name: string,
    department: number,
    more: Partial<HospitalPlan['people'][number]> = {},
  ) => ({
    userid,
    name,
    department: [department],
    is_leader_in_dept: [0],
    position: '',
    status: 1,
    ...more,
  })
  return {
    corpName: '青溪县人民医院',
    departments: [
      { id: 1, name: '青溪县人民医院', parentid: 0, order: 1 },
      { id: 2, name: '内科', parentid: 1, order: 300 },
      { id: 21, name: '心内科', parentid: 2, order: 20 },
      { id: 22, name: '呼吸科', parentid: 2, order: 10 },
      { id: 3, name: '外科', parentid: 1, order: 200 },
      { id: 4, name: '护理部', parentid: 1, order: 100 },
      { id: 9, name: '纪委办公室', parentid: 1, order: 10 },
    ],
    people: [
      person('LiNei', '李建国', 2, { is_leader_in_dept: [1], position: '主任' }),
      person('wangxin', '王新', 21, { is_leader_in_dept: [1], position: '主任' }),
      person('zhangwei', '张伟', 21),
      person('zhao', '赵敏', 21),
      person('sunhu', '孙琥', 22, { is_leader_in_dept: [1] }),
      person('yan', '鄢㛃', 22),
      person('zhouwai', '周海', 3, { is_leader_in_dept: [1], position: '主任' }),
      person('zhangwei2', '张伟', 3),
      person('wu', '吴静', 3, { status: 4 }),
      person('zheng', '郑爽', 4, { is_leader_in_dept: [1], position: '护理部主任' }),
      person('wechat', '冯露', 4, { wechat: true }),
      person('yeban', '陈夜', 4, { note: '夜班' }),
      person('jiwei', '韩正清', 9, { is_leader_in_dept: [1], position: '主任' }),
      person('jiwei2', '杨帆', 9),
    ],
    groups: [{ name: '心内科工作群', key: 'group-key-xinnei', departments: [21] }],
  }
}
