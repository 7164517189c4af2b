"""Cities and titles inside a sentence."""

from __future__ import annotations

import pytest

from eventsys.core.words.grammar import article_of, at, city_forms, of, ordinals_raised, the_city, title_forms


@pytest.mark.parametrize(
    ("name", "of_it", "at_it"),
    [
        ("Pékin", "de Pékin", "à Pékin"),
        ("Oulan-Bator", "d’Oulan-Bator", "à Oulan-Bator"),
        ("Évian", "d’Évian", "à Évian"),
        ("Œuilly", "d’Œuilly", "à Œuilly"),
        ("Ypres", "d’Ypres", "à Ypres"),
        ("Yokohama", "de Yokohama", "à Yokohama"),
        ("Ouagadougou", "de Ouagadougou", "à Ouagadougou"),
        ("Iaroslavl", "de Iaroslavl", "à Iaroslavl"),
        ("Hanoï", "de Hanoï", "à Hanoï"),
        ("Hong Kong", "de Hong Kong", "à Hong Kong"),
        ("Helsinki", "d’Helsinki", "à Helsinki"),
        ("Hô-Chi-Minh-Ville", "d’Hô-Chi-Minh-Ville", "à Hô-Chi-Minh-Ville"),
        ("Le Caire", "du Caire", "au Caire"),
        ("Le Havre", "du Havre", "au Havre"),
        ("Les Abymes", "des Abymes", "aux Abymes"),
        ("La Havane", "de La Havane", "à La Havane"),
        ("L’Aquila", "de L’Aquila", "à L’Aquila"),
        ("Lens", "de Lens", "à Lens"),
        ("東京", "de 東京", "à 東京"),
    ],
)
def test_a_city_takes_its_elision_and_its_article_in_french(name: str, of_it: str, at_it: str) -> None:
    assert [of(name, "fr"), at(name, "fr")] == [of_it, at_it]


def test_a_city_in_english_and_vietnamese() -> None:
    assert city_forms("Hanoi", "en") == {
        "city": "Hanoi",
        "the_city": "the City of Hanoi",
        "of_city": "of Hanoi",
        "at_city": "in Hanoi",
    }
    assert city_forms("Hà Nội", "vi", "host") == {
        "host": "Hà Nội",
        "the_host": "thành phố Hà Nội",
        "of_host": "của Hà Nội",
        "at_host": "tại Hà Nội",
    }


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Pékin", "fr", "la Ville de Pékin"),
        ("Oulan-Bator", "fr", "la Ville d’Oulan-Bator"),
        ("Le Caire", "fr", "la Ville du Caire"),
        ("Métro Manille", "fr", "Métro Manille"),
        ("Quezon City", "en", "Quezon City"),
        ("Metropolitan Manila", "en", "Metropolitan Manila"),
        ("Thành phố Hồ Chí Minh", "vi", "Thành phố Hồ Chí Minh"),
    ],
)
def test_the_city_as_a_body_says_only_once_that_it_is_one(name: str, language: str, said: str) -> None:
    assert the_city(name, language) == said


@pytest.mark.parametrize(
    ("title", "at_it", "of_it"),
    [
        ("12ᵉ réunion plénière", "à la 12ᵉ réunion plénière", "de la 12ᵉ réunion plénière"),
        ("12ᵉ congrès", "au 12ᵉ congrès", "du 12ᵉ congrès"),
        ("Sommet des maires", "au Sommet des maires", "du Sommet des maires"),
        ("Le Sommet des maires", "au Sommet des maires", "du Sommet des maires"),
        ("Assemblée générale", "à l’Assemblée générale", "de l’Assemblée générale"),
        ("8ᵉ Assemblée", "à la 8ᵉ Assemblée", "de la 8ᵉ Assemblée"),
        ("Rencontres du fleuve", "aux Rencontres du fleuve", "des Rencontres du fleuve"),
        ("Habitat III", "à Habitat III", "de Habitat III"),
    ],
)
def test_a_title_takes_its_own_article_in_french(title: str, at_it: str, of_it: str) -> None:
    forms = title_forms(title, "fr")
    assert [forms["at_title"], forms["of_title"]] == [at_it, of_it]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("12th Plenary Meeting", "the 12th Plenary Meeting"),
        ("Twelfth Gathering", "the Twelfth Gathering"),
        ("ASEAN Conference of UCCN 2023", "the ASEAN Conference of UCCN 2023"),
        ("The Mayors", "the Mayors"),
        ("Twenty-First Days of the River", "the Twenty-First Days of the River"),
        ("Metropolis 2025", "Metropolis 2025"),
        ("Perth 2025", "Perth 2025"),
    ],
)
def test_a_title_takes_its_article_in_english(title: str, said: str) -> None:
    assert title_forms(title, "en")["the_title"] == said


def test_a_vietnamese_title_needs_no_article() -> None:
    assert title_forms("Hội nghị toàn thể", "vi")["at_title"] == "tại Hội nghị toàn thể"


@pytest.mark.parametrize(
    ("settled", "at_it"),
    [
        ({"fr": "le"}, "au Habitat III"),
        ({"fr": "les"}, "aux Habitat III"),
        ({"fr": "l’"}, "à l’Habitat III"),
        ({"fr": ""}, "à Habitat III"),
        ({"en": "the"}, "à Habitat III"),
    ],
)
def test_what_was_settled_stands_before_what_the_words_tell(settled: dict[str, str], at_it: str) -> None:
    assert title_forms("Habitat III", "fr", settled)["at_title"] == at_it


def test_a_title_settled_to_have_no_article_has_none() -> None:
    assert article_of("Conférence 21", "fr") == "la"
    assert title_forms("Conférence 21", "fr", {"fr": ""})["at_title"] == "à Conférence 21"


def test_french_ordinals_are_raised_and_other_languages_and_numbers_left() -> None:
    assert ordinals_raised("12e et 1re, 1er, 2nde, 21ème", "fr") == "12ᵉ et 1ʳᵉ, 1ᵉʳ, 2ⁿᵈᵉ, 21ᵉ"
    assert (
        ordinals_raised("A4, 12e-mail, 12 e-mails, 12th, 3D, 4x4", "fr")
        == "A4, 12e-mail, 12 e-mails, 12th, 3D, 4x4"
    )
    assert ordinals_raised("12e", "en") == "12e"
