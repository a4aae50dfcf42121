import { Chart } from "chart.js";
import { Flow, SankeyController } from "chartjs-chart-sankey";

Chart.register(Flow, SankeyController);
