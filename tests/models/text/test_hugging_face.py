from pathlib import Path

import pytest

from mudong.models.text.encoder import Prompt
from mudong.models.text.hugging_face import HuggingFaceText
from mudong.sequence.handle import handle_index
from mudong.spec.errors import Unavailable


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "transformers", None)
    with pytest.raises(Unavailable, match="pip install transformers"):
        HuggingFaceText.load(Path())


def test_a_real_encoder_reads_prompts_and_marks_their_handles(tmp_path: Path):
    transformers = pytest.importorskip("transformers")
    words = ["[UNK]", "[PAD]", "[CLS]", "[SEP]", "[MASK]", "@", "image", "_", "1", "and", "mina", "cat"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    transformers.BertModel(transformers.BertConfig(vocab_size=len(words), **shape)).save_pretrained(tmp_path)
    encoder = HuggingFaceText.load(tmp_path)
    (read,) = encoder.read([Prompt(text="cat and @image_1 and @Mina", elements=("Mina",))])
    assert read.features.shape == (len(read.handles), encoder.width)
    image, mina = handle_index("image", 1), handle_index("element", 1)
    assert [handle for handle in read.handles if handle] == [image] * 4 + [mina] * 2
