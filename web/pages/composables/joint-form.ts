import { computed, reactive, ref, watch } from 'vue'
import type { JointFormView, JointSaidView } from '../../api/views/shapes.ts'
import { getJson, postJson, sentenceOf } from './ask.ts'
import { useLoading } from './loading.ts'
import { newTap } from './tap.ts'

/** `14:30` as minutes since midnight. */
const minutesOf = (clock: string): number | null => {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** A joint session as it is filled in, read back by the server, and recorded once that is said to be right. */
export function useJointForm() {
  const asked = reactive({ departments: [] as string[], notice: null as string | null })
  const query = () => {
    const params = new URLSearchParams({ departments: asked.departments.join(',') })
    if (asked.notice) params.set('notice', asked.notice)
    return params
  }
  const loading = useLoading(() => getJson<JointFormView>(`/api/joint/form?${query()}`))
  const form = reactive({ date: '', from: '', to: '', place: '', host: '', otherHost: '', others: 0, points: '' })
  /** Who was not there, with the reason; everybody is present until unticked, but who is excused. */
  const away = reactive(new Map<string, string>())
  const met = new Set<string>()

  watch(loading.view, view => {
    if (!view) return
    form.date ||= view.today
    Object.assign(asked, { departments: [...view.chosen], notice: view.notice })
    const here = new Set(view.people.map(({ id }) => id))
    for (const id of away.keys()) if (!here.has(id)) away.delete(id)
    for (const { id, done } of view.people) {
      if (!met.has(id) && ['请假', '免学'].includes(done)) away.set(id, done)
      met.add(id)
    }
    if (!view.hosts.some(({ id }) => id === form.host) && form.host !== 'other') form.host = view.hosts[0]?.id ?? ''
  })

  const present = computed(() => (loading.view.value?.people.length ?? 0) - away.size + form.others)
  const expected = computed(() => present.value + away.size)
  const said = ref<JointSaidView | null>(null)
  const fault = ref<string | null>(null)
  const busy = ref(false)
  // What was read back holds for what was filled in then.
  watch([form, away, asked], () => {
    said.value = null
  })

  async function send(sure: boolean): Promise<string | null> {
    busy.value = true
    fault.value = null
    const other = form.host === 'other'
    const body = {
      notice: asked.notice ?? '',
      departments: asked.departments,
      date: form.date,
      from: minutesOf(form.from),
      to: minutesOf(form.to),
      place: form.place,
      host: { person: other ? null : form.host, name: other ? form.otherHost : '' },
      absent: [...away].map(([person, reason]) => ({ person, reason })),
      others: form.others,
      points: form.points,
      sure,
    }
    try {
      const answer = await postJson<JointSaidView>('/api/joint', { tap: newTap(), form: body })
      if (answer.ready || answer.id) said.value = answer
      else fault.value = answer.said
      return answer.id
    } catch (error) {
      fault.value = sentenceOf(error)
      return null
    } finally {
      busy.value = false
    }
  }
  return { ...loading, asked, form, away, present, expected, said, fault, sending: busy, send }
}
