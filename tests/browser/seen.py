"""What a reader sees of a page: its address, the words of its controls, and what does not fit on the screen."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from opc.text import t
from opc.ui.navigation import PAGES

LANGUAGES = ("zh", "en")
DESK, PHONE = (1440, 900), (390, 844)
CHARTS = {"briefing", "compare", "progress", "funding", "disclosure"}
# Names that are the same in both languages, or that name the other language in its own words.
FOREIGN = {
    "zh": re.compile(r"\b(?!OPC|AI|City|Atlas|English|CSV|JSON|ZIP|PNG|SVG|PPTX|DOCX|XLSX|PDF|[A-D]\b)[A-Za-z]{2,}"),
    "en": re.compile(r"[\u3400-\u9fff]+"),
}
OWN_NAMES = {"中文", t("app.name", "zh")}
SPOKEN = """() => {
    const seen = element => element.checkVisibility({checkVisibilityCSS: true, opacityProperty: true});
    const all = selector => [...document.querySelectorAll(selector)].filter(seen);
    // Words of no size are those of Streamlit, in place of which others are seen.
    const sizeless = all('[data-placeholder]').filter(part => getComputedStyle(part).fontSize === '0px');
    const icons = [...all('[data-testid=stIconMaterial]'), ...sizeless];
    icons.forEach(icon => icon.style.display = 'none');
    const widgets = all('[data-testid=stSidebar], .st-key-controls, [data-testid=stHeader], summary,' +
        ' [data-testid=stPopoverBody], [role=listbox], [data-testid=stMain] button');
    const words = widgets.map(widget => widget.innerText);
    const inputs = all('input:not([type=checkbox], [type=radio])').map(input => input.value || input.placeholder);
    icons.forEach(icon => icon.style.display = '');
    return [...words, ...inputs].join('\\n').split('\\n').filter(Boolean);
}"""


def address(page: str, lang: str = "zh", **query: str) -> str:
    """The address of a page as another reader would send it."""
    path = "" if page == "overview" else Path(PAGES[page]).stem
    given = ({"lang": lang} if lang != "zh" else {}) | query
    return path + ("?" + "&".join(f"{name}={value}" for name, value in given.items()) if given else "")


def turn_to(page: Page, name: str, lang: str) -> None:
    """Go to another page by the side bar, which a phone folds away."""
    menu = page.get_by_test_id("stExpandSidebarButton")
    if menu.is_visible():
        menu.click()
    page.get_by_test_id("stSidebar").get_by_role("link", name=t(f"nav.{name}", lang), exact=True).click()
    expect(page).to_have_title(f"{t(f'nav.{name}', lang)} · {t('app.name', lang)}")


def foreign_words(page: Page, lang: str) -> set[str]:
    """What the visible controls say in the other language."""
    said = set(page.evaluate(SPOKEN)) - OWN_NAMES
    return {line for line in said if FOREIGN[lang].search(line)}


def overflowing(page: Page) -> list[str]:
    """What is wider than the screen: the document, the part of it that scrolls, the words of a chart."""
    return page.evaluate("""() => {
        const named = ['stApp', 'stMain', 'stMainBlockContainer'].map(id => `[data-testid=${id}]`);
        const wide = ['html', 'body', ...named].filter(name => {
            const element = document.querySelector(name);
            return element.scrollWidth > element.clientWidth + 1;
        });
        const cut = [...document.querySelectorAll('.js-plotly-plot .annotation-text .line')].filter(text => {
            const chart = text.closest('.js-plotly-plot').getBoundingClientRect();
            const words = text.getBoundingClientRect();
            return words.right > chart.right + 1 || words.left < chart.left - 1;
        });
        return [...wide, ...cut.map(text => text.textContent)];
    }""")
