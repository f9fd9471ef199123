// A greeting by the hour and nothing else: no counting of days.
export function greetingAt(hour: number): 'today-morning' | 'today-afternoon' | 'today-evening' | 'today-night' {
  if (hour >= 5 && hour < 12) return 'today-morning';
  if (hour >= 12 && hour < 18) return 'today-afternoon';
  if (hour >= 18 && hour < 22) return 'today-evening';
  return 'today-night';
}
