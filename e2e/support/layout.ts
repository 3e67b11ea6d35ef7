import type { Page } from '@playwright/test'

/** Elements that stick out of the window to the right and cannot be scrolled to within a table or a text of their own. */
export const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element.id !== 'main' &&
      (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) ||
        getComputedStyle(element).clipPath !== 'none' ||
        scrolls(element.parentElement))
    return [...document.querySelectorAll('#main *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !scrolls(each))
      .map(
        (each) =>
          `${each.closest('dd, td, li, section')?.tagName} ${each.tagName} ${each.textContent.slice(0, 40)}`,
      )
      .slice(0, 5)
  })
