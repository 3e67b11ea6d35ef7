import {
  IconHome,
  IconListCheck,
  IconNetwork,
  IconReceipt2,
  IconRobot,
  IconSettings,
  IconWallet,
  type Icon,
} from '@tabler/icons-react'

type Item = {
  to: string
  text: 'home' | 'tasks' | 'agents' | 'wallet' | 'settlement' | 'network' | 'settings'
  icon: Icon
}

/** The seven places, in the order of the day. */
export const places: Item[] = [
  { to: '/', text: 'home', icon: IconHome },
  { to: '/tasks', text: 'tasks', icon: IconListCheck },
  { to: '/agents', text: 'agents', icon: IconRobot },
  { to: '/wallet', text: 'wallet', icon: IconWallet },
  { to: '/settlement', text: 'settlement', icon: IconReceipt2 },
  { to: '/network', text: 'network', icon: IconNetwork },
  { to: '/settings', text: 'settings', icon: IconSettings },
]
