import { Chart } from "chart.js";
import { BubbleMapController, ChoroplethController, ColorScale, GeoFeature, ProjectionScale, SizeScale } from "chartjs-chart-geo";

Chart.register(BubbleMapController, ChoroplethController, ColorScale, GeoFeature, ProjectionScale, SizeScale);
