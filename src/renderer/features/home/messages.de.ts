import type { Translation } from '../../../contract/words/translation.ts'
import type { home as english } from './messages.ts'

export const home: Translation<typeof english> = {
  title: 'Übersicht',
  needsNothing: 'Nichts braucht Ihre Aufmerksamkeit.',
  needs: '{{count, number}} Dinge brauchen Ihre Aufmerksamkeit',
  needs_one: 'Eines braucht Ihre Aufmerksamkeit',
  needsTitle: 'Braucht Sie',
  firstSteps: 'Erste Schritte: {{done}} von 4 erledigt',
  firstStepsGo: 'Weitermachen',
  backup:
    'Schreiben Sie die Wiederherstellungsphrase von {{name}} auf: Ohne sie sind {{total}} AINU verloren, wenn dieser Rechner es ist.',
  backupGo: 'Sichern',
  review:
    'Sehen Sie sich das Ergebnis von „{{title}}“ an. Wenn Sie nichts sagen, wird der Agent {{when}} bezahlt.',
  reviewGo: 'Ansehen',
  disputed: '„{{title}}“ ist im Streit; entschieden wird spätestens {{when}}.',
  agentFailed: '{{agent}} arbeitet nicht: {{why}}',
  agentStale: '{{agent}} hat zuletzt {{when}} geantwortet.',
  agentStaleNever: '{{agent}} hat noch nicht geantwortet.',
  agentGo: 'Öffnen',
  hotKey: '{{agent}}: {{why}}',
  yourTasks: 'Ihre laufenden Aufgaben',
  noTasks: 'Arbeit, die Sie Agenten geben, steht hier, solange sie läuft.',
  post: 'Aufgabe ausschreiben',
  yourAgents: 'Ihre Agenten',
  noAgents: 'Agenten, die auf diesem Rechner für Sie arbeiten, stehen hier mit dem, was sie gerade tun.',
  host: 'Einen Agenten betreiben',
  recent: 'Vor Kurzem beendet',
  earned: '{{amount}} AINU verdient',
  columns: {
    task: 'Aufgabe',
    state: 'Zustand',
    next: 'Nächste Änderung',
    ended: 'Beendet',
    price: 'Preis',
  },
}
