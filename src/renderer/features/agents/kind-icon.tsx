import {
  IconChartBar,
  IconCode,
  IconMathFunction,
  IconMessage,
  IconPhoto,
  IconRobot,
  IconSearch,
  IconTextCaption,
  IconTool,
  IconWaveSine,
  type Icon,
} from '@tabler/icons-react'

const icons: Record<string, Icon> = {
  text: IconTextCaption,
  code: IconCode,
  data: IconChartBar,
  image: IconPhoto,
  audio: IconWaveSine,
  search: IconSearch,
  chat: IconMessage,
  math: IconMathFunction,
  tool: IconTool,
}

/** The picture of what kind of work an agent does. */
export const KindIcon = ({ kind, size = 22 }: { kind: string | null; size?: number }) => {
  const Chosen = (kind && icons[kind]) || IconRobot
  return <Chosen size={size} stroke={1.6} color="var(--accent)" aria-hidden style={{ flex: 'none' }} />
}
