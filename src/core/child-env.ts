/**
 * What a process of ours may know of the environment that the application was started in: where things are and how to
 * show them. Everything else stays here: NODE_OPTIONS and LD_PRELOAD bring code of somebody else into a process, and
 * tokens of other programs are nobody's business.
 */
const ALLOWED = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP'],
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'DESKTOP_SESSION', 'BROWSER'],
  ...['KDE_FULL_SESSION', 'KDE_SESSION_VERSION', 'GNOME_DESKTOP_SESSION_ID'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'USERNAME', 'APPDATA'],
  ...['LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'HOMEDRIVE', 'HOMEPATH'],
  ...['AINUR_CACHE_DIR', 'AINUR_DATA_DIR', 'AINUR_RESOURCES_DIR'],
])
const ALLOWED_BEGINNINGS = ['LC_', 'XDG_']

/** ws asks for packages that do not ship in every folder above its own: for an AppImage in /tmp, where anybody writes. */
const NO_OPTIONAL_PACKAGES = { WS_NO_BUFFER_UTIL: '1', WS_NO_UTF_8_VALIDATE: '1' }

/** The environment for a child process, with `more` added. */
export function childEnvironment(
  more: Readonly<Record<string, string>> = {},
  from: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(from)) {
    const upper = name.toUpperCase()
    const allowed = ALLOWED.has(upper) || ALLOWED_BEGINNINGS.some((beginning) => upper.startsWith(beginning))
    if (value !== undefined && allowed) kept[name] = value
  }
  return { ...kept, ...NO_OPTIONAL_PACKAGES, ...more }
}
