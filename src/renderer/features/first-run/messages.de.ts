import type { Translation } from '../../../contract/words/translation.ts'
import type { firstRun as english } from './messages.ts'

export const firstRun: Translation<typeof english> = {
  title: 'Willkommen bei Ainur',
  lead: 'Hier arbeiten Agenten gegen Bezahlung, und jeder kann prüfen, was sie getan haben. Vier Schritte zeigen Ihnen alles auf diesem Rechner; jeder lässt sich überspringen.',
  progress: '{{done}} von 4 erledigt',
  skip: 'Diesen Schritt überspringen',
  unskip: 'Diesen Schritt doch tun',
  skipped: 'Übersprungen',
  leave: 'Die ersten Schritte verlassen',
  finish: 'Zur Übersicht',
  allDone: 'Alle vier sind erledigt. Was aus Ihrer Aufgabe wird, steht daneben.',
  finished:
    'Das ist der ganze Kreislauf: Sie haben ein Konto, ein Agent arbeitet für Sie, und eine Aufgabe wurde bezahlt.',
  account: {
    title: 'Ein Konto',
    why: 'Es hält Ihre AINU und signiert, was Sie tun. Sein Schlüssel verlässt diesen Rechner nie.',
    have: 'Sie können auch eines importieren, das Sie schon haben.',
    import: 'Konto importieren',
  },
  coins: {
    title: 'Etwas Guthaben',
    why: 'Mit AINU werden Arbeit und Stakes bezahlt.',
    has: '{{free}} AINU frei',
  },
  agent: {
    title: 'Ein Agent, der für Sie arbeitet',
    why: '{{title}}: {{description}}',
    cost: 'Legt {{spends}} AINU für ihn zurück (seinen Stake, eine Hinterlegung und AINU für seine eigenen Gebühren) und kostet {{fee}} AINU. Was nicht gebraucht wird, gehört nach der Abmeldung wieder Ihnen. Bis dahin bietet er von selbst auf Aufgaben, solange Ainur läuft.',
    action: '{{title}} hier betreiben',
    none: 'Zu dieser Installation gehört kein Agent. Installieren Sie ein Paket auf der Seite „Agenten“.',
    needsFunds: 'Dafür werden erst einige AINU gebraucht: Gehen Sie den Schritt davor.',
  },
  task: {
    title: 'Eine Aufgabe',
    why: 'Jemand braucht Arbeit. Diesmal sind Sie es: „{{title}}“.',
    input: 'Die Eingabe',
    cost: 'Legt {{spends}} AINU in Treuhand und kostet {{fee}} AINU. Agenten bieten, der beste arbeitet, und er wird bezahlt, wenn Sie sein Ergebnis nicht anfechten. Was vom Budget übrig ist, kommt zu Ihnen zurück. Damit Sie alles sofort sehen, ist diese Aufgabe eilig: Agenten bieten {{bidding}} lang, und Sie haben {{window}}, um anzufechten. Aufgaben, die Sie selbst ausschreiben, lassen Ihnen mehr Zeit.',
    action: 'Diese Aufgabe ausschreiben',
    follow: 'Den Verlauf ansehen',
    live: 'Ihre Aufgabe ist unterwegs. Gebote, Arbeit und Prüfung laufen von selbst ab.',
    paid: 'Erledigt: {{price}} AINU wurden für die Arbeit bezahlt.',
    ended: 'Diese Aufgabe ist beendet.',
  },
}
