import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  DoughnutController,
  Filler,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
} from "chart.js";
import { BubbleMapController, ChoroplethController, ColorScale, GeoFeature, ProjectionScale, SizeScale } from "chartjs-chart-geo";
import { Flow, SankeyController } from "chartjs-chart-sankey";

// Only what panels draw with: everything else of the library stays out of the bundle.
Chart.register(
  ArcElement,
  BarController,
  BarElement,
  BubbleMapController,
  CategoryScale,
  ChoroplethController,
  ColorScale,
  DoughnutController,
  Filler,
  Flow,
  GeoFeature,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  ProjectionScale,
  SankeyController,
  SizeScale,
  Tooltip,
);
