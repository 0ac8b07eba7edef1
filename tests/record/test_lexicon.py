"""Lists of words are read by one reader for all rooms."""

from herdline.record.lexicon import by_role, pattern_of


def test_a_list_by_language_and_role_is_read_with_its_phrases_whole():
    heard = by_role("hearsay.txt")
    assert heard["ru", "sentence"] == ("по слухам", "по непроверенным данным")
    assert pattern_of(heard["ru", "sentence"]).search("Как стало известно, по  слухам, мост закрыт")
    assert ("en", "sentence") not in heard


def test_entries_hold_in_scripts_with_and_without_spaces():
    assert pattern_of(["据称"]).search("该国据称发射了导弹")
    assert pattern_of(["مزعوم*"]).search("هجوم مزعومة")
    assert pattern_of(["опаса*"]).search("Он опасается") and not pattern_of(["опаса"]).search("Он опасается")
