namespace RefillRadar.Silo.Demo;

/// <summary>A kind of goods: who refills it, what it is called, and what it costs.</summary>
internal sealed record DemoCategory(
    string Name, string Team, string[] Brands, string[] Variants, string[] Goods, decimal Cheapest, decimal Dearest)
{
    /// <summary>What the demo sells.</summary>
    public static readonly DemoCategory[] All =
    [
        new("Coffee & Tea", "grocery", ["Morrow", "Alta Vista", "Leaf & Kettle"], ["House", "Dark Roast", "Organic", "Decaf", "Single Origin"],
            ["Coffee Beans 1 kg", "Ground Coffee 500 g", "Green Tea 50 bags", "Espresso Capsules 30 pcs", "Earl Grey 100 g"], 4, 28),
        new("Snacks", "grocery", ["Crispin", "Nutwell", "Bellamy"], ["Sea Salt", "Paprika", "Dark", "Honey", "Family Pack"],
            ["Potato Chips 150 g", "Almonds 200 g", "Chocolate Bar 100 g", "Oat Cookies 12 pcs", "Rice Crackers 90 g"], 1, 9),
        new("Cleaning", "household", ["Fennel", "Brightside", "Pure+"], ["Lemon", "Sensitive", "Concentrate", "Refill", "Ocean"],
            ["Dish Soap 750 ml", "Laundry Liquid 2 l", "Glass Cleaner 1 l", "Sponges 6 pcs", "Bin Bags 35 l"], 2, 16),
        new("Kitchen", "household", ["Oakline", "Steelhaus", "Nordbo"], ["Small", "Large", "Classic", "Matte Black", "Copper"],
            ["Frying Pan", "Chef's Knife", "Mixing Bowl", "Cutting Board", "Water Bottle"], 9, 89),
        new("Electronics", "electronics", ["Voltic", "Kestrel", "Lumen"], ["Mini", "Pro", "2nd Gen", "Travel", "White"],
            ["USB-C Charger 65 W", "Wireless Mouse", "HDMI Cable 2 m", "Bluetooth Speaker", "Power Bank 10000 mAh"], 12, 129),
        new("Office", "office", ["Papyr", "Scribe", "Deskmate"], ["A4", "A5", "Blue", "Recycled", "Value"],
            ["Notebook", "Ballpoint Pens 10 pcs", "Copy Paper 500 sheets", "Sticky Notes", "Desk Organiser"], 2, 24),
        new("Sports", "outdoor", ["Ridge", "Pacer", "Tidal"], ["Kids", "Women's", "Men's", "Light", "All-Weather"],
            ["Running Socks", "Yoga Mat", "Bike Light", "Resistance Band", "Rain Jacket"], 7, 119),
        new("Garden", "outdoor", ["Verdant", "Moss & Co", "Sprout"], ["Terracotta", "20 l", "Perennial", "Indoor", "Heavy Duty"],
            ["Potting Soil", "Plant Pot", "Garden Gloves", "Watering Can", "Wildflower Seeds"], 3, 42),
    ];
}
