import { Input, Slider, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Speeds that are offered; the scale is roughly logarithmic, as the use of it is. */
const speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
const nearest = (speed: number) =>
  speeds.reduce(
    (best, each, at) => (Math.abs(each - speed) < Math.abs((speeds[best] ?? 1) - speed) ? at : best),
    0,
  )

type Props = { speed: number; onChange: (speed: number) => void }

/** How fast the embedded chain's time runs, as a slider that saves when let go. */
export const SpeedInput = ({ speed, onChange }: Props) => {
  const { t } = useTranslation('settings')
  const [held, setHeld] = useState<number | null>(null)
  const at = held ?? nearest(speed)
  const shown = held === null ? speed : (speeds[held] ?? speed)
  return (
    <Input.Wrapper label={t('speed.label')} description={t('speed.hint')}>
      <Slider
        mt="xs"
        maw={400}
        min={0}
        max={speeds.length - 1}
        step={1}
        value={at}
        onChange={setHeld}
        onChangeEnd={(index) => {
          setHeld(null)
          onChange(speeds[index] ?? 1)
        }}
        label={null}
        thumbLabel={t('speed.label')}
        thumbProps={{ 'aria-valuetext': t('speed.value', { speed: shown }) }}
      />
      <Text size="sm" fw={600} mt={4}>
        {t('speed.value', { speed: shown })}
      </Text>
    </Input.Wrapper>
  )
}
