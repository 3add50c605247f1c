from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Translation
from pipeline.errors import UsageError
from pipeline.translate.ctranslate2_engine import CTranslate2Engine
from pipeline.translate.engines import EngineError, Text
from pipeline.translate.glossary import Glossary

WIDTH, INNER = 16, 32
SENTENCES = "the meeting agreed on the budget\nthe committee met\nកិច្ចប្រជុំបានឯកភាព\nគណៈកម្មការបានប្រជុំ\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of one layer with weights by chance, in the form that a converted NLLB-200 has."""
    pytest.importorskip("ctranslate2", reason='needs ctranslate2: pip install "khmer-minutes[translate]"')
    sentencepiece = pytest.importorskip("sentencepiece")
    folder = tmp_path_factory.mktemp("model")
    text = folder / "text.txt"
    text.write_text(SENTENCES * 30, encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "sentencepiece.bpe"), vocab_size=80, hard_vocab_limit=False,
        user_defined_symbols=["eng_Latn", "khm_Khmr"], minloglevel=2,
    )  # fmt: skip
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.bpe.model"))
    _write_model(folder, [pieces.id_to_piece(number) for number in range(len(pieces))])
    return folder


def _write_model(folder: Path, vocabulary: list[str]) -> None:
    import numpy
    from ctranslate2.specs.transformer_spec import TransformerSpec

    chance = numpy.random.default_rng(1)
    spec = TransformerSpec.from_config(num_layers=1, num_heads=2, pre_norm=True)

    def weights(*shape: int) -> Any:
        return (chance.normal(size=shape) * 0.3).astype("float32")

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = numpy.ones(WIDTH, "float32"), numpy.zeros(WIDTH, "float32")

    def linear(layer: Any, out: int, into: int = WIDTH) -> None:
        layer.weight, layer.bias = weights(out, into), numpy.zeros(out, "float32")

    encoder, decoder = spec.encoder, spec.decoder
    encoder.embeddings[0].weight, decoder.embeddings.weight = (
        weights(len(vocabulary), WIDTH),
        weights(len(vocabulary), WIDTH),
    )
    linear(decoder.projection, len(vocabulary))
    decoder.projection.bias[:5] = -50  # no control sign and no code of a language comes out: it goes on to the limit
    for half in (encoder, decoder):
        half.position_encodings.encodings = weights(512, WIDTH)
        norm(half.layer_norm)
        layer = half.layer[0]
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * WIDTH)
        linear(layer.self_attention.linear[1], WIDTH)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, INNER)
        linear(layer.ffn.linear_1, WIDTH, INNER)
    attention = decoder.layer[0].attention
    norm(attention.layer_norm)
    for projection, out in zip(attention.linear, (WIDTH, 2 * WIDTH, WIDTH), strict=True):
        linear(projection, out)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.save(str(folder))


def test_each_text_gets_a_draft_of_its_own(model: Path, glossary: Glossary) -> None:
    engine = CTranslate2Engine(Translation(engine="ctranslate2", model=model), glossary)
    texts = [Text("the meeting agreed. the committee met.", False), Text("the budget", True)]
    drafts = engine.translate(texts, "en", "km")
    assert len(drafts) == 2 and all(draft.state == "needs-review-translation" for draft in drafts)
    assert all(draft.text and "khm_Khmr" not in draft.text for draft in drafts)
    assert drafts == CTranslate2Engine(Translation(engine="ctranslate2", model=model), glossary).translate(
        texts, "en", "km"
    )
    assert engine.name == f"ctranslate2:{model.name}"


def test_a_number_that_the_model_drops_is_told(model: Path, glossary: Glossary) -> None:
    engine = CTranslate2Engine(Translation(engine="ctranslate2", model=model), glossary)
    (draft,) = engine.translate([Text("the meeting agreed on 2,500", False)], "en", "km")
    assert draft.problem == "not kept by the model: 2,500"


def test_a_language_without_a_code_is_told(model: Path, glossary: Glossary) -> None:
    settings = Translation(engine="ctranslate2", model=model, language_codes={"en": "eng_Latn"})
    with pytest.raises(EngineError, match="language_codes"):
        CTranslate2Engine(settings, glossary).translate([Text("yes", True)], "en", "km")


def test_a_folder_without_a_model_is_refused(tmp_path: Path, glossary: Glossary) -> None:
    with pytest.raises(UsageError, match=r"translation\.model"):
        CTranslate2Engine(Translation(engine="ctranslate2"), glossary)
    with pytest.raises(UsageError, match=r"no model\.bin"):
        CTranslate2Engine(Translation(engine="ctranslate2", model=tmp_path), glossary)
    (tmp_path / "model.bin").write_bytes(b"")
    with pytest.raises(UsageError, match="no SentencePiece"):
        CTranslate2Engine(Translation(engine="ctranslate2", model=tmp_path), glossary)


def test_a_broken_model_is_told(tmp_path: Path, glossary: Glossary) -> None:
    pytest.importorskip("ctranslate2")
    (tmp_path / "model.bin").write_bytes(b"no model")
    (tmp_path / "x.model").write_bytes(b"no vocabulary")
    engine = CTranslate2Engine(Translation(engine="ctranslate2", model=tmp_path), glossary)
    with pytest.raises(EngineError, match="cannot be loaded"):
        engine.translate([Text("yes", True)], "en", "km")
