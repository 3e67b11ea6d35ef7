/** The steps of the wizard, in order. */
export const steps = ['what', 'input', 'money', 'trust', 'review'] as const
export type Step = (typeof steps)[number]
