"""A multilayer perceptron of 10-5-1 with ReLU, trained on 100 random samples. Needs PyTorch: pip
install numpy torch

The targets are random too, so there is nothing to generalise: what it shows is how training makes
the error fall.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

SAMPLES = 100
LEARNING_RATE = 0.01
EPOCHS = 100


class Perceptron(nn.Module):
    """Ten inputs, five hidden units with ReLU, one output."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(10, 5)
        self.output = nn.Linear(5, 1)

    def forward(self, x: Tensor) -> Tensor:
        """ŷ = W₂·ReLU(W₁·x + b₁) + b₂"""
        result: Tensor = self.output(torch.relu(self.hidden(x)))
        return result


def main() -> None:
    """Train, and print the mean squared error before and after."""
    torch.manual_seed(0)  # the same numbers in every run
    inputs = torch.randn(SAMPLES, 10)
    targets = torch.randn(SAMPLES, 1)

    model = Perceptron()
    mean_squared_error = nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)

    with torch.no_grad():
        before = mean_squared_error(model(inputs), targets).item()

    for _ in range(EPOCHS):
        for i in torch.randperm(SAMPLES).split(
            10
        ):  # stochastic: ten samples at a time, in a new order each epoch
            optimizer.zero_grad()  # forget the last gradient
            mean_squared_error(
                model(inputs[i]), targets[i]
            ).backward()  # compute the gradient by backpropagation
            optimizer.step()  # θ ← θ − η·∇L(θ)

    with torch.no_grad():
        after = mean_squared_error(model(inputs), targets).item()
    print(f"mean squared error before training: {before:.4f}")
    print(f"mean squared error after {EPOCHS} epochs: {after:.4f}")


if __name__ == "__main__":
    main()
