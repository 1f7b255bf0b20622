import { entry } from '../act.ts'
import { confirmStudy, StudyTap } from './confirm.ts'
import { exportRoster, StudyExport } from './export.ts'
import { issueScheduled, StudyIssue } from './issue.ts'
import { lookAtNames, StudyLook } from './look.ts'
import { reachEnd, StudyReached } from './reach.ts'

/** What can happen to a study beside words in chat. */
export const studyActs = {
  'study.confirm': entry(StudyTap, confirmStudy),
  'study.reach': entry(StudyReached, reachEnd),
  'study.issue': entry(StudyIssue, issueScheduled),
  'study.export': entry(StudyExport, exportRoster),
  'study.look': entry(StudyLook, lookAtNames),
}
