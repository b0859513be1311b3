from threadpoolctl import threadpool_info

from extractors.language import model


def test_the_model_multiplies_with_numpy_on_one_thread() -> None:
    layers = model().get_pipe("tok2vec").model.walk()
    assert not any(layer.ops.use_blis for layer in layers)
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
