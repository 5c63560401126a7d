# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where every line and circle of an evidence picture stands. Pure: plain values in, plain values out.

Positions are strings with a dot ("43.20%"), because a localised "43,20%" is no SVG. One axis serves all services on a
page and zero stands in its middle, so that nothing looks better for being drawn larger and nothing ranks.
"""

from checklist.releases.pictures.flow import Flow, FlowFacts, FlowStage, flow
from checklist.releases.pictures.forest import (
    ForestAxis,
    ForestRow,
    ForestTable,
    ForestTick,
    axis_for,
    coarser,
    forest_caption,
    forest_row,
    forest_table,
    position,
)
from checklist.releases.pictures.icons import Icon, IconArray, IconPair, icon_array, icon_pair
from checklist.releases.pictures.letters import in_letters
from checklist.releases.pictures.matrix import Matrix, MatrixCell, MatrixRow, matrix
from checklist.releases.pictures.months import MonthLine, month_line, month_reach
from checklist.releases.pictures.pooled import PooledLine, PooledRow, PooledTable, pooled_line
from checklist.releases.pictures.small import SmallPicture, SmallRow, small_effects, small_shares
from checklist.releases.pictures.strip import (
    Strip,
    StripAxis,
    StripHead,
    StripLine,
    StripService,
    strip,
    strip_axis,
    strip_head,
    strip_lines,
)
from checklist.releases.pictures.week import Week, hours_in, hours_of_option, week
from checklist.releases.pictures.whole_group import (
    GROUP_ENDS,
    GroupTable,
    YearPicture,
    group_end,
    group_position,
    group_table,
    year_picture,
)

__all__ = [
    "GROUP_ENDS",
    "Flow",
    "FlowFacts",
    "FlowStage",
    "ForestAxis",
    "ForestRow",
    "ForestTable",
    "ForestTick",
    "GroupTable",
    "Icon",
    "IconArray",
    "IconPair",
    "Matrix",
    "MatrixCell",
    "MatrixRow",
    "MonthLine",
    "PooledLine",
    "PooledRow",
    "PooledTable",
    "SmallPicture",
    "SmallRow",
    "Strip",
    "StripAxis",
    "StripHead",
    "StripLine",
    "StripService",
    "Week",
    "YearPicture",
    "axis_for",
    "coarser",
    "flow",
    "forest_caption",
    "forest_row",
    "forest_table",
    "group_end",
    "group_position",
    "group_table",
    "hours_in",
    "hours_of_option",
    "icon_array",
    "icon_pair",
    "in_letters",
    "matrix",
    "month_line",
    "month_reach",
    "pooled_line",
    "position",
    "small_effects",
    "small_shares",
    "strip",
    "strip_axis",
    "strip_head",
    "strip_lines",
    "week",
    "year_picture",
]
