"""GraphML and pictures of a case."""

import networkx
import pytest

from rca_workbench.exchange import export_to, import_into
from rca_workbench.exchange.pictures import VIEWS
from rca_workbench.model.fault import Fault
from rca_workbench.reference import sample_case_path


def test_the_graph_opens_in_a_network_program(case, tmp_path):
    import_into(case, sample_case_path())
    export_to(case.snapshot, tmp_path / "graph.graphml")
    graph = networkx.read_graphml(tmp_path / "graph.graphml")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (50, 63)
    by_code = {data["code"]: (id, data) for id, data in graph.nodes(data=True)}
    assert by_code["P1"][1]["is_act"] is True
    assert by_code["B1"][1]["performed"] == "did_not_hold"
    edge = graph.get_edge_data(by_code["P1"][0], by_code["H1"][0])
    assert (edge["type"], edge["but_for"]) == ("contributed_to", "yes")


def test_any_text_the_case_holds_can_stand_in_the_graph(case, tmp_path, write, document):
    document["nodes"][0]["text"] = "<a> & \x00\x0b\ufffe ]]> שלום \U0001f691"
    import_into(case, write(document))
    export_to(case.snapshot, tmp_path / "graph.graphml")
    texts = [data["text"] for _, data in networkx.read_graphml(tmp_path / "graph.graphml").nodes(data=True)]
    assert "<a> &  ]]> שלום \U0001f691" in texts


def test_an_empty_case_gives_an_empty_graph(case, tmp_path):
    export_to(case.snapshot, tmp_path / "graph.graphml")
    assert networkx.read_graphml(tmp_path / "graph.graphml").number_of_nodes() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_pictures_are_written_whole(case, tmp_path, write, document, view):
    import_into(case, write(document))
    export_to(case.snapshot, tmp_path / "picture.svg", view)
    export_to(case.snapshot, tmp_path / "picture.PNG", view)
    assert b"</svg>" in (tmp_path / "picture.svg").read_bytes()
    assert (tmp_path / "picture.PNG").read_bytes().startswith(b"\x89PNG")
    assert {path.suffix for path in tmp_path.iterdir()} <= {".svg", ".PNG", ".rca", ".json", ".lock"}


def test_a_view_or_a_format_there_is_not_is_refused(case, tmp_path):
    with pytest.raises(Fault, match="There is no picture called organigram"):
        export_to(case.snapshot, tmp_path / "picture.svg", "organigram")
    with pytest.raises(Fault, match=r"cannot be written as \.odt"):
        export_to(case.snapshot, tmp_path / "case.odt")
    with pytest.raises(Fault, match="There is no folder"):
        export_to(case.snapshot, tmp_path / "gone" / "picture.svg")
